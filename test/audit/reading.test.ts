/* Reading the log: whose events one sees, page by page while more arrive, as the very text that is stored. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin, denver } from '../../mock-server/src/fixtures/people.ts';
import { everything, plantKey } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer({ canary: false });
});
afterEach(() => server.close());

interface Event {
  readonly sequence: number;
  readonly requestId?: string;
  readonly brokerageId?: string;
  readonly actor: { readonly keyId?: string };
}
interface Page {
  readonly data: Event[];
  readonly nextCursor: string | null;
}
const list = async (query: string, key = server.keys.admin) =>
  (await server.call<Page>('GET', `/v1/audit-events?${query}`, { key })).body;
const whoami = (key: string) => server.call('GET', '/v1/whoami', { key });
const sequencesOf = ({ data }: Pick<Page, 'data'>) => data.map(({ sequence }) => sequence);

describe('filters', () => {
  beforeEach(async () => {
    for (const key of [server.keys.broker, server.keys.otherBroker, server.keys.agent]) await whoami(key);
  });

  test('by key: requests it was proven for, not those that only claimed it', async () => {
    await whoami(server.keys.wrongSecret);
    expect((await list(`keyId=${fixtureId('key', 'wrongSecr')}`)).data).toEqual([]);
    const { data } = await list(`keyId=${fixtureId('key', 'agent')}`);
    expect(data).toMatchObject([{ actor: { keyId: fixtureId('key', 'agent') } }]);
  });

  test('by brokerage', async () => {
    expect((await list(`brokerageId=${denver}`)).data).toMatchObject([{ brokerageId: denver }]);
  });

  test('by request, which the log shows as soon as it is answered', async () => {
    const answer = await whoami(server.keys.agent);
    const requestId = answer.headers.get('Request-Id')!;
    expect((await list(`requestId=${requestId}`)).data).toMatchObject([{ requestId }]);
  });

  test('all together: what fits every one of them', async () => {
    const answer = await whoami(server.keys.agent);
    const requestId = answer.headers.get('Request-Id')!;
    const keyId = fixtureId('key', 'agent');
    expect((await list(`requestId=${requestId}&keyId=${keyId}&brokerageId=${austin}`)).data).toHaveLength(1);
    expect((await list(`requestId=${requestId}&keyId=${keyId}&brokerageId=${denver}`)).data).toEqual([]);
  });
});

test('newest first, or oldest first where asked', async () => {
  for (let i = 0; i < 5; i++) await whoami(server.keys.broker);
  const down = sequencesOf(await list('limit=100'));
  expect(down).toEqual(down.toSorted((a, b) => b - a));
  const up = sequencesOf(await list('limit=100&order=asc'));
  expect(up.slice(0, down.length)).toEqual(down.toReversed());
  expect(up[0]).toBe(1);
});

describe.each([
  ['the whole log', ''],
  ['a filtered one', `&brokerageId=${austin}`],
])('%s, read in pages while events arrive', (_, filter) => {
  beforeEach(async () => {
    for (let i = 0; i < 7; i++) await whoami(server.keys.broker);
  });

  test('newest first: what was there is read once each, and nothing that came later', async () => {
    const before = sequencesOf(await list(`limit=100${filter}`));
    const read: number[] = [];
    let page = await list(`limit=3${filter}`);
    // The look before is an event, too, where it fits the filter; the pages begin there.
    read.push(...sequencesOf(page));
    while (page.nextCursor !== null) {
      await whoami(server.keys.broker);
      page = await list(`limit=3${filter}&cursor=${page.nextCursor}`);
      read.push(...sequencesOf(page));
    }
    expect(read.filter((sequence) => sequence <= before[0]!)).toEqual(before);
    expect(read).toEqual([...new Set(read)].toSorted((a, b) => b - a));
  });

  test('oldest first: every event is read once, those that came meanwhile at the end', async () => {
    const read: number[] = [];
    let page = await list(`limit=3&order=asc${filter}`, server.keys.secondAdmin);
    read.push(...sequencesOf(page));
    for (let more = 3; page.nextCursor !== null; more--) {
      if (more > 0) await whoami(server.keys.broker);
      page = await list(`limit=100&order=asc${filter}&cursor=${page.nextCursor}`, server.keys.secondAdmin);
      read.push(...sequencesOf(page));
    }
    const wanted = { order: 'asc', ...(filter && { brokerageId: austin }) } as const;
    const { rows } = await server.world.store.log.events(everything, wanted, { limit: 1000, after: null });
    const stored = rows.map(({ sequence }) => sequence);
    expect(read).toEqual(stored.slice(0, read.length));
    expect(read.length).toBeGreaterThan(7);
  });
});

test('an event is answered as the very text that is stored', async () => {
  const headers = ['User-Agent', 'crm "2" \\ /1'];
  await server.call('GET', '/v1/whoami', { key: server.keys.broker, headers });
  const [newest] = (await list('limit=1', server.keys.broker)).data;
  const { text } = (await server.world.store.log.event(everything, newest!.sequence))!;
  const target = `/v1/audit-events/evt_${newest!.sequence}`;
  const answer = await server.call('GET', target, { key: server.keys.broker });
  expect(answer.text).toBe(text);
});

test.each(['evt_0', 'evt_01', 'evt_-1', 'evt_1e3', 'evt_', 'evt_9999999999999999', '1', 'evt_999999'])(
  '%s is no event',
  async (id) => {
    const answer = await server.call('GET', `/v1/audit-events/${id}`, { key: server.keys.admin });
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  },
);

describe('brokers see the events of their brokerage only', () => {
  test('their own and their agents’, what administrators did there; nothing of others, nobody’s, or the seed', async () => {
    const key = await plantKey(server.world, 'noahWhite');
    const acts = [
      await whoami(server.keys.broker),
      await whoami(server.keys.agent),
      await server.call('GET', `/v1/keys/${key.id}`, { key: server.keys.admin }),
    ];
    const hidden = [
      await whoami(server.keys.otherBroker),
      await whoami(server.keys.admin),
      await whoami(server.keys.unknown),
      await whoami(server.keys.wrongSecret),
    ];
    const seen = (await list('limit=100', server.keys.broker)).data.map(({ requestId }) => requestId);
    expect(seen.toSorted()).toEqual(acts.map(({ headers }) => headers.get('Request-Id')).sort());
    for (const { headers } of hidden) expect(seen).not.toContain(headers.get('Request-Id'));
  });

  test('by id likewise', async () => {
    const theirs = await whoami(server.keys.otherBroker);
    const [event] = (await list(`requestId=${theirs.headers.get('Request-Id')}`)).data;
    for (const id of [event!.sequence, 1]) {
      const answer = await server.call('GET', `/v1/audit-events/evt_${id}`, { key: server.keys.broker });
      expect(answer.body.code).toBe('not_found');
    }
  });
});
