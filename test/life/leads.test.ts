import type { Lead } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin } from '../../mock-server/src/fixtures/people.ts';
import { leadOf, listingOf } from '../authorization/targets.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { eventsOf, logOf } from '../support/log.ts';
import { newLead } from '../support/new-lead.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const add = (body: object = {}, key = server.keys.broker) =>
  server.call<Lead>('POST', '/v1/leads', { key, body: { ...newLead, ...body } });
const change = (target: string, body: object, headers: readonly string[] = ['If-Match', '*']) =>
  server.call<Lead>('PATCH', target, { key: server.keys.broker, headers, body });
const list = async (query: string, key = server.keys.broker) =>
  (await server.call<{ data: Lead[] }>('GET', `/v1/leads?limit=100&${query}`, { key })).body.data;

test('a lead is made, read under its Location, and changed from its ETag', async () => {
  const made = await add();
  const now = new Date(startOfTime).toISOString();
  expect(made.body).toEqual({
    ...newLead,
    id: expect.stringMatching(/^lead_[0-9A-Za-z]{12}$/),
    brokerageId: austin,
    ownerUserId: fixtureId('usr', 'elenaRuiz'),
    listingKey: null,
    phone: null,
    status: 'new',
    createdAt: now,
    modifiedAt: now,
  });
  const target = made.headers.get('Location')!;
  const read = await server.call('GET', target, { key: server.keys.broker });
  expect([read.headers.get('ETag'), read.body]).toEqual([made.headers.get('ETag'), made.body]);

  await server.clock.advance(60_000);
  const changed = await change(target, { status: 'contacted' }, ['If-Match', made.headers.get('ETag')!]);
  const modifiedAt = new Date(startOfTime + 60_000).toISOString();
  expect(changed.body).toEqual({ ...made.body, status: 'contacted', modifiedAt });
  expectProblem(await change(target, {}, ['If-Match', made.headers.get('ETag')!]), 'validation_failed');
  expectProblem(
    await change(target, { status: 'won' }, ['If-Match', made.headers.get('ETag')!]),
    'precondition_failed',
  );
  expectProblem(await change(target, { status: 'won' }, []), 'precondition_required');
});

test('an administrator, who has no brokerage, names one and its user', async () => {
  expectProblem(await add({}, server.keys.admin), 'validation_failed', [
    '/body/brokerageId',
    '/body/ownerUserId',
  ]);
  const named = { brokerageId: austin, ownerUserId: fixtureId('usr', 'noahWhite') };
  expect((await add(named, server.keys.admin)).body).toMatchObject(named);
});

describe('how the person can be reached', () => {
  test.each([
    ['by email', { phone: null }],
    ['by phone', { email: null, phone: '(512) 555-0142 x3' }],
    ['by both', { phone: '+1 512 555 0142' }],
  ])('%s', async (_, contact) => {
    const { status, body } = await add(contact);
    expect([status, body]).toMatchObject([201, contact]);
  });

  test('in no way: the lead is not made, and none is made so', async () => {
    expectProblem(await add({ email: undefined }), 'validation_failed', ['/body']);
    expectProblem(await add({ email: null, phone: null }), 'validation_failed', ['/body']);
    const target = (await add()).headers.get('Location')!;
    expectProblem(await change(target, { email: null }), 'validation_failed', ['/body']);
    const moved = await change(target, { email: null, phone: '512.555.0142' });
    expect(moved.body).toMatchObject({ email: null, phone: '512.555.0142' });
  });
});

test('null clears what may be null, and what is left out stays', async () => {
  const listingKey = listingOf(server.world, 'elenaRuiz');
  const made = await add({ listingKey, phone: '+1 512 555 0142' });
  const target = made.headers.get('Location')!;
  const cleared = await change(target, { listingKey: null, message: null, phone: null });
  expect(cleared.body).toEqual({ ...made.body, listingKey: null, message: null, phone: null });
  expectProblem(await change(target, { name: null }), 'validation_failed', ['/body/name']);
});

describe('the list', () => {
  test('has the newest first', async () => {
    const older = await add();
    await server.clock.advance(1000);
    const newer = await add();
    const leads = await list('');
    expect(leads.slice(0, 2).map(({ id }) => id)).toEqual([newer.body.id, older.body.id]);
    const times = leads.map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted().reverse());
  });

  test('is filtered by several states, by owner and by listing, all of which have to hold', async () => {
    const noah = fixtureId('usr', 'noahWhite');
    const listingKey = listingOf(server.world, 'noahWhite');
    const { id } = (await add({ ownerUserId: noah, listingKey, status: 'won' })).body;
    const all = await list('');
    const both = await list('status=new,won');
    expect(both).toEqual(all.filter(({ status }) => status === 'new' || status === 'won'));
    expect(both.length).toBeLessThan(all.length);
    expect(await list(`ownerUserId=${noah}`)).toEqual(all.filter(({ ownerUserId }) => ownerUserId === noah));
    const one = await list(`ownerUserId=${noah}&listingKey=${listingKey}&status=won`);
    expect(one.map((lead) => lead.id)).toContain(id);
    expect(await list(`ownerUserId=${fixtureId('usr', 'priyaRama')}&listingKey=${listingKey}`)).toEqual([]);
    expect(await list(`brokerageId=${austin}`)).toEqual(all);
  });

  test('goes on behind its cursor while leads come in', async () => {
    const before = await list('');
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const target: string = `/v1/leads?limit=4${cursor && `&cursor=${cursor}`}`;
      const page = await server.call<{ data: Lead[]; nextCursor: string | null }>('GET', target, {
        key: server.keys.broker,
      });
      seen.push(...page.body.data.map(({ id }) => id));
      cursor = page.body.nextCursor;
      await add();
    }
    expect(seen).toEqual(before.map(({ id }) => id));
  });
});

describe('a person’s data in the log', () => {
  const secrets = ['Jonas Weaver', 'jonas.weaver@mail.example', 'Is the bungalow still for sale?'];
  const textOf = async () => (await logOf(server.world)).map((event) => JSON.stringify(event));

  test('a change tells what changed, and nothing of the rest', async () => {
    const target = (await add()).headers.get('Location')!;
    const [event] = await eventsOf(server.world, await change(target, { status: 'contacted' }));
    expect(event!.changes).toEqual([
      {
        target: target.slice('/v1/leads/'.length),
        before: { status: 'new' },
        after: { status: 'contacted' },
      },
    ]);
    await server.call('GET', target, { key: server.keys.broker });
    await list('status=contacted');
    const telling = (await textOf()).filter((text) => secrets.some((secret) => text.includes(secret)));
    // Where it was made.
    expect(telling).toHaveLength(1);
  });

  test('a refusal tells none of it', async () => {
    const target = `/v1/leads/${leadOf(server.world, 'noahWhite')}`;
    const refused = [
      await add({ ownerUserId: 'usr_999999999999' }),
      await add({ listingKey: 'lst_999999999999' }),
      await add({ email: undefined }),
      await add({ source: '' }),
      await add({}, server.keys.admin),
      await change(target, { ...newLead, ownerUserId: 'usr_999999999999' }),
      await change(target, newLead, ['If-Match', '"99"']),
      await change('/v1/leads/lead_999999999999', newLead),
    ];
    expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 422, 412, 404]);
    for (const text of await textOf()) for (const secret of secrets) expect(text).not.toContain(secret);
  });
});
