/*
 * Another brokerage must not learn what there is in this one: not from the status, not from the words, not from the
 * work, not from counts, filters, cursors, conflicts or repeated requests.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin, denver, people } from '../../mock-server/src/fixtures/people.ts';
import { newLead } from '../support/new-lead.ts';
import { everything, plantKey } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { countStoreCalls } from '../support/store-calls.ts';
import { leadOf, listingOf } from './targets.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

interface Page {
  readonly data: Record<string, unknown>[];
  readonly nextCursor: string | null;
}
const all = { limit: 1000, after: null };
const theirUser = fixtureId('usr', 'tomasVega');
const absentUser = 'usr_999999999999';

describe('asking for a record of another brokerage, one finds out that it exists', () => {
  const otherKey = fixtureId('key', 'otherBrok');
  const revoke = { body: { reason: 'other' } };
  const attacks = [
    ['GET', '/v1/brokerages/', denver, 'brk_999999999999', {}],
    ['GET', '/v1/keys/', otherKey, 'key_999999999999', {}],
    ['POST', '/v1/keys/…/revoke', otherKey, 'key_999999999999', revoke],
    ['GET', '/v1/properties/', 'theirs', 'lst_999999999999', {}],
    [
      'PATCH',
      '/v1/properties/',
      'theirs',
      'lst_999999999999',
      { headers: ['If-Match', '"1"'], body: { city: 'Denver' } },
    ],
    [
      'PATCH',
      '/v1/properties/',
      'theirs',
      'lst_999999999999',
      { headers: ['If-Match', '"99"'], body: { city: 'Denver' } },
    ],
    ['DELETE', '/v1/properties/', 'theirs', 'lst_999999999999', { headers: ['If-Match', '"99"'] }],
    ['GET', '/v1/users/', theirUser, absentUser, {}],
    [
      'PATCH',
      '/v1/users/',
      theirUser,
      absentUser,
      { headers: ['If-Match', '"99"'], body: { email: 'tomas@x.example' } },
    ],
    ['POST', '/v1/users/…/deactivate', theirUser, absentUser, {}],
    ['GET', '/v1/leads/', 'theirs', 'lead_999999999999', {}],
    [
      'PATCH',
      '/v1/leads/',
      'theirs',
      'lead_999999999999',
      { headers: ['If-Match', '"1"'], body: { status: 'lost' } },
    ],
    [
      'PATCH',
      '/v1/leads/',
      'theirs',
      'lead_999999999999',
      { headers: ['If-Match', '"99"'], body: { status: 'lost' } },
    ],
    ['GET', '/v1/audit-events/', 'theirs', 'evt_99999', {}],
  ] as const;

  test.each(attacks)('%s %s%s', async (method, path, foreign, absent, sent) => {
    const targetOf = (id: string) => (path.includes('…') ? path.replace('…', id) : path + id);
    const theirs = foreign === 'theirs' ? await theirRecord(path) : foreign;
    // It is there: its own broker gets another answer.
    const owner = await server.call(method, targetOf(theirs), { key: server.keys.otherBroker, ...sent });
    expect(owner.status).not.toBe(404);

    for (const key of [server.keys.broker, server.keys.agent]) {
      const counted = countStoreCalls(server.world.store);
      const existing = await server.call(method, targetOf(theirs), { key, ...sent });
      const forExisting = counted.take();
      const missing = await server.call(method, targetOf(absent), { key, ...sent });
      const forMissing = counted.take();
      counted.stop();

      expect(existing.status).toBe(missing.status);
      expect(existing.text.replaceAll(theirs, 'ID').replaceAll(/req_\w+/g, 'REQUEST')).toBe(
        missing.text.replaceAll(absent, 'ID').replaceAll(/req_\w+/g, 'REQUEST'),
      );
      expect(headersOf(existing)).toEqual(headersOf(missing));
      expect(forExisting).toEqual(forMissing);
    }
  });

  async function theirRecord(path: string): Promise<string> {
    if (path === '/v1/properties/') return listingOf(server.world, 'tomasVega');
    if (path === '/v1/leads/') return leadOf(server.world, 'tomasVega');
    const { headers } = await server.call('GET', '/v1/properties?limit=1', { key: server.keys.otherBroker });
    const filter = { requestId: headers.get('Request-Id')!, order: 'asc' } as const;
    const { rows } = await server.world.store.log.events(everything, filter, all);
    return `evt_${rows[0]!.sequence}`;
  }

  /** What differs from request to request whatever is asked is left out. */
  function headersOf({ headers }: { headers: { raw: readonly string[] } }): string[] {
    return headers.raw.filter((_, i, raw) => !/^(request-id|ratelimit)$/i.test(raw[i - (i % 2)]!));
  }
});

describe('naming another brokerage or its people in a body, one finds out that they exist', () => {
  const user = { role: 'agent', name: 'Ines Duarte', email: 'ines@bartoncreek.example' };
  const key = { name: 'Feed', purpose: 'Feeds', role: 'agent' };

  test.each([
    [
      'the brokerage of a new user',
      '/v1/users',
      { ...user, brokerageId: denver },
      { ...user, brokerageId: 'brk_999999999999' },
    ],
    [
      'the owner of a new key',
      '/v1/keys',
      { ...key, ownerUserId: theirUser },
      { ...key, ownerUserId: absentUser },
    ],
    [
      'the brokerage of a new key',
      '/v1/keys',
      { ...key, brokerageId: denver },
      { ...key, brokerageId: 'brk_999999999999' },
    ],
    [
      'the owner of a new lead',
      '/v1/leads',
      { ...newLead, ownerUserId: theirUser },
      { ...newLead, ownerUserId: absentUser },
    ],
    [
      'the brokerage of a new lead',
      '/v1/leads',
      { ...newLead, brokerageId: denver },
      { ...newLead, brokerageId: 'brk_999999999999' },
    ],
  ])('%s', async (_, path, foreign, absent) => {
    const existing = await server.call('POST', path, { key: server.keys.broker, body: foreign });
    const missing = await server.call('POST', path, { key: server.keys.broker, body: absent });
    expect(existing.status).toBe(422);
    expect({ ...existing.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
  });

  test.each([
    ['POST', 'broker'],
    ['POST', 'agent'],
    ['PATCH', 'broker'],
    ['PATCH', 'agent'],
  ] as const)('the listing of a lead: %s by %s', async (method, caller) => {
    const target = method === 'POST' ? '/v1/leads' : `/v1/leads/${leadOf(server.world, 'noahWhite')}`;
    const lead = method === 'POST' ? newLead : {};
    const about = (listingKey: string) => {
      const asking = { headers: ['If-Match', '*'], body: { ...lead, listingKey } };
      return server.call(method, target, { key: server.keys[caller], ...asking });
    };
    const existing = await about(listingOf(server.world, 'tomasVega'));
    const missing = await about('lst_999999999999');
    expect(existing.status).toBe(422);
    expect({ ...existing.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
  });

  test('an email that is taken there is free here, for a change as well', async () => {
    const target = `/v1/users/${fixtureId('usr', 'noahWhite')}`;
    const take = (email: string) =>
      server.call('PATCH', target, {
        key: server.keys.broker,
        headers: ['If-Match', '*'],
        body: { email },
      });
    expect((await take(people.tomasVega.email)).status).toBe(200);
    expect((await take(people.priyaRama.email)).body.code).toBe('conflict');
  });

  test('an email that is taken there is free here, and then, and then is taken here', async () => {
    const body = { ...user, email: people.tomasVega.email };
    const add = () => server.call('POST', '/v1/users', { key: server.keys.broker, body });
    expect((await add()).status).toBe(201);
    expect((await add()).body.code).toBe('conflict');
  });

  test('a key of theirs that is revoked already is not there, rather than revoked', async () => {
    const theirs = await plantKey(server.world, 'hannahCol', {
      key: { revokedAt: 1, revocationReason: 'other' },
    });
    const body = { reason: 'other' };
    const answer = await server.call('POST', `/v1/keys/${theirs.id}/revoke`, {
      key: server.keys.broker,
      body,
    });
    expect(answer.body.code).toBe('not_found');
  });

  test('an Idempotency-Key that another lineage has used is unused', async () => {
    const headers = ['Idempotency-Key', 'nightly-import'];
    const sent = (body: object) => ({ headers, body: { ...user, ...body } });
    await server.call('POST', '/v1/users', { key: server.keys.otherBroker, ...sent({}) });
    const other = await server.call('POST', '/v1/users', {
      key: server.keys.broker,
      ...sent({ name: 'Ada Bell' }),
    });
    expect(other.status).toBe(201);
  });
});

describe('counting what a list holds, one sees more than the own brokerage', () => {
  test.each([
    ['/v1/brokerages', 'id'],
    ['/v1/users', 'brokerageId'],
    ['/v1/keys', 'brokerageId'],
    ['/v1/properties', 'brokerageId'],
    ['/v1/leads', 'brokerageId'],
    ['/v1/audit-events', 'brokerageId'],
  ])('%s', async (path, member) => {
    await server.call('GET', '/v1/users', { key: server.keys.otherBroker });
    await server.call('GET', '/v1/users', { key: server.keys.broker });
    const seen = await wholeList(path, server.keys.broker);
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen.map((record) => record[member]))).toEqual(new Set([austin]));
  });

  test('the parts of both brokers make up what an administrator sees', async () => {
    const [ours, theirs, whole] = await Promise.all(
      [server.keys.broker, server.keys.otherBroker, server.keys.admin].map((key) =>
        wholeList('/v1/properties', key),
      ),
    );
    const keysOf = (list: Page['data']) => list.map(({ listingKey }) => listingKey as string);
    expect([...keysOf(ours!), ...keysOf(theirs!)].sort()).toEqual(keysOf(whole!).sort());
  });

  test('an agent sees its own brokerage and its own listings, whoever else lists there', async () => {
    expect(await wholeList('/v1/brokerages', server.keys.agent)).toMatchObject([{ id: austin }]);
    const listings = await wholeList('/v1/properties', server.keys.agent);
    expect(new Set(listings.map(({ listAgentKey }) => listAgentKey))).toEqual(
      new Set([fixtureId('usr', 'noahWhite')]),
    );
  });
});

describe('filtering by what lies elsewhere, one gets another answer than for what is nowhere', () => {
  test.each([
    ['/v1/users', `brokerageId=${denver}`],
    ['/v1/users', 'brokerageId=brk_999999999999'],
    ['/v1/leads', `brokerageId=${denver}`],
    ['/v1/leads', 'brokerageId=brk_999999999999'],
    ['/v1/leads', `ownerUserId=${theirUser}`],
    ['/v1/leads', `ownerUserId=${absentUser}`],
    ['/v1/leads', 'listingKey=lst_999999999999'],
    ['/v1/keys', `brokerageId=${denver}`],
    ['/v1/keys', 'brokerageId=brk_999999999999'],
    ['/v1/audit-events', `brokerageId=${denver}`],
    ['/v1/audit-events', 'brokerageId=brk_999999999999'],
    ['/v1/audit-events', `keyId=${fixtureId('key', 'otherBrok')}`],
    ['/v1/audit-events', 'keyId=key_999999999999'],
    ['/v1/audit-events', 'requestId=req_0000000000000000000000'],
  ])('%s?%s is an empty list', async (path, query) => {
    await server.call('GET', '/v1/users', { key: server.keys.otherBroker });
    const answer = await server.call('GET', `${path}?${query}`, { key: server.keys.broker });
    expect([answer.status, answer.body]).toEqual([200, { data: [], nextCursor: null }]);
  });

  test('leads about their listing are an empty list', async () => {
    const listingKey = listingOf(server.world, 'tomasVega');
    const theirs = { key: server.keys.otherBroker, body: { ...newLead, listingKey } };
    expect((await server.call('POST', '/v1/leads', theirs)).status).toBe(201);
    const query = `listingKey=${listingKey}`;
    const answer = await server.call('GET', `/v1/leads?${query}`, { key: server.keys.broker });
    expect([answer.status, answer.body]).toEqual([200, { data: [], nextCursor: null }]);
  });

  test('their request by its id is an empty list', async () => {
    const theirs = await server.call('GET', '/v1/users', { key: server.keys.otherBroker });
    const query = `requestId=${theirs.headers.get('Request-Id')}`;
    const answer = await server.call('GET', `/v1/audit-events?${query}`, { key: server.keys.broker });
    expect([answer.status, answer.body]).toEqual([200, { data: [], nextCursor: null }]);
  });
});

describe('going on with the cursor of another list, one reads what that list holds', () => {
  const refusalOf = async (target: string, key: string) => {
    const { status, body } = await server.call('GET', target, { key });
    return { status, body: { ...body, requestId: '' } };
  };
  const cursorOf = async (target: string, key: string) =>
    (await server.call<Page>('GET', target, { key })).body.nextCursor!;

  test.each([
    ['of another brokerage', 'otherBroker', '/v1/properties?limit=1'],
    ['of an administrator', 'admin', '/v1/properties?limit=1'],
    ['of an agent', 'agent', '/v1/properties?limit=1'],
    ['with another filter', 'broker', '/v1/properties?limit=1&city=Austin'],
    ['with another order', 'broker', '/v1/properties?limit=1&sort=listPrice'],
    ['of another operation', 'broker', '/v1/keys?limit=1'],
  ] as const)('%s', async (_, maker, target) => {
    const cursor = await cursorOf(target, server.keys[maker]);
    const nonsense = await refusalOf('/v1/properties?limit=1&cursor=AAAA', server.keys.broker);
    expect(nonsense).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
    expect(await refusalOf(`/v1/properties?limit=1&cursor=${cursor}`, server.keys.broker)).toEqual(nonsense);
  });

  test.each([
    ['of another brokerage', 'otherBroker', ''],
    ['of an administrator', 'admin', ''],
    ['of an agent', 'agent', ''],
    ['with another filter', 'broker', '&status=new'],
  ] as const)('of leads, %s', async (_, maker, filter) => {
    const cursor = await cursorOf(`/v1/leads?limit=1${filter}`, server.keys[maker]);
    const nonsense = await refusalOf('/v1/leads?limit=1&cursor=AAAA', server.keys.broker);
    expect(nonsense).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
    expect(await refusalOf(`/v1/leads?limit=1&cursor=${cursor}`, server.keys.broker)).toEqual(nonsense);
  });

  test('its own cursor goes on, with another limit too', async () => {
    const cursor = await cursorOf('/v1/properties?limit=1', server.keys.broker);
    const target = `/v1/properties?limit=2&cursor=${cursor}`;
    const next = await server.call<Page>('GET', target, { key: server.keys.broker });
    expect(next.body.data).toHaveLength(2);
  });
});

async function wholeList(path: string, key: string): Promise<Page['data']> {
  const records: Page['data'] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const target: string = `${path}?limit=100${cursor && `&cursor=${cursor}`}`;
    const page: Page = (await server.call<Page>('GET', target, { key })).body;
    records.push(...page.data);
    cursor = page.nextCursor;
  }
  return records;
}
