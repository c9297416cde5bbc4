/* What a request relied on changes before it is committed: it is decided anew, and was admitted once. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listingOf } from '../authorization/targets.ts';
import { eventsOf } from '../support/log.ts';
import { amend, commit, everything, type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { createGate } from './gate.ts';
import { beforeSlowCommit, slow } from './held.ts';

let server: QaServer;
let key: PlantedKey;
let target: string;
beforeEach(async () => {
  server = await startServer();
  key = await plantKey(server.world, 'noahWhite', {
    lineage: { limits: '{"lineage":10}' },
    key: { firstUsedAt: 1 },
  });
  target = `/v1/properties/${listingOf(server.world, 'noahWhite')}`;
});
afterEach(() => server.close());

const patch = (body: object, headers: readonly string[]) =>
  server.call<Record<string, unknown>>('PATCH', target, { key: key.secret, headers, body });
const left = async () => {
  const { headers } = await server.call('GET', '/v1/whoami', { key: key.secret });
  return Number(/"lineage";r=(\d+)/.exec(headers.get('RateLimit')!)![1]);
};

/** Another change of the listing, committed when the slow request has been decided. */
async function overtake(slowHeaders: readonly string[]) {
  const gate = createGate();
  beforeSlowCommit(server.world.store, () => gate.pass());
  const overtaken = patch({ city: 'Manor' }, [...slowHeaders, ...slow]);
  await gate.held();
  const first = await patch({ listPrice: 1 }, ['If-Match', '*']);
  expect(first.status).toBe(200);
  gate.open();
  return overtaken;
}

test('any version was meant: both changes stand, and each request is charged once', async () => {
  const answer = await overtake(['If-Match', '*']);
  expect([answer.status, answer.headers.get('ETag')]).toEqual([200, '"3"']);
  expect(answer.body).toMatchObject({ listPrice: 1, city: 'Manor' });
  const events = await eventsOf(server.world, answer);
  expect(events).toMatchObject([
    { outcome: 'allowed', changes: [{ before: { city: 'Austin' }, after: { city: 'Manor' } }] },
  ]);
  // The price is the first one's change, not undone and done again by this one.
  expect(events[0]!.changes[0]!.before).not.toHaveProperty('listPrice');
  expect(await left()).toBe(10 - 3);
});

test('one version was meant, and it is gone: refused, and charged once', async () => {
  const answer = await overtake(['If-Match', '"1"']);
  expect([answer.status, answer.body.code]).toEqual([412, 'precondition_failed']);
  expect(await eventsOf(server.world, answer)).toMatchObject([{ outcome: 'refused', changes: [] }]);
  expect(await left()).toBe(10 - 3);
});

test('overtaken three times: told to come again, recorded once as failed, charged once, and nothing is changed', async () => {
  let decided = 0;
  beforeSlowCommit(server.world.store, async () => {
    decided++;
    await touchListing();
  });
  const answer = await patch({ city: 'Manor' }, ['If-Match', '*', ...slow]);
  expect([answer.status, answer.body.code]).toEqual([503, 'contended']);
  // Three decisions, and the event that tells of them.
  expect(decided).toBe(4);
  expect(await eventsOf(server.world, answer)).toMatchObject([
    { outcome: 'failed', status: 503, code: 'contended', check: { saw: { decisions: 3 } }, changes: [] },
  ]);
  const stored = server.world.store.tenant.property(everything, target.slice('/v1/properties/'.length))!;
  expect(stored.city).not.toBe('Manor');
  expect(await left()).toBe(10 - 2);
});

test('the first use of a key, overtaken each time by a change of the key: recorded all the same', async () => {
  key = await plantKey(server.world, 'noahWhite');
  beforeSlowCommit(server.world.store, () => amend(server.world, key, {}));
  const answer = await server.call('GET', '/v1/whoami', { key: key.secret, headers: slow });
  expect([answer.status, answer.body.code]).toEqual([503, 'contended']);
  expect(await eventsOf(server.world, answer)).toMatchObject([{ outcome: 'failed', code: 'contended' }]);
});

async function touchListing(): Promise<void> {
  const row = server.world.store.tenant.property(everything, target.slice('/v1/properties/'.length))!;
  const touched = { ...row, modificationTimestamp: server.clock.now() };
  await commit(server.world, { table: 'properties', row: touched, from: row.revision });
}
