/* Somebody fills the disk with refusals: the log grows by a bounded number of events, and yet none is lost. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { logOf } from '../support/log.ts';
import { plantKey } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer({ canary: false });
});
afterEach(() => server.close());

const from = (address: string) => ['X-Mock-Client-IP', address];
const iso = (at: number) => new Date(at).toISOString();
const knock = (address: string, key = server.keys.unknown) =>
  server.call('GET', '/v1/whoami', { key, headers: from(address) });

async function flood(times: number, address: string, key?: string): Promise<void> {
  for (let i = 0; i < times; i += 50) {
    await Promise.all(Array.from({ length: Math.min(50, times - i) }, () => knock(address, key)));
  }
}
async function refusals() {
  const log = await logOf(server.world);
  const refused = log.filter(({ outcome }) => outcome === 'refused');
  return {
    log,
    single: refused.filter(({ aggregate }) => !aggregate),
    aggregates: refused.filter(({ aggregate }) => aggregate),
  };
}

test('of one network ten a minute stand singly, and one event tells of the others when the minute ends', async () => {
  const { typo } = server.keys;
  await flood(200, '203.0.113.9', typo);
  expect(await refusals()).toMatchObject({ single: { length: 10 }, aggregates: [] });

  await server.clock.advance(30_000);
  await flood(50, '203.0.113.9', typo);
  await server.clock.advance(30_000);
  const { single, aggregates, log } = await refusals();
  expect(single).toHaveLength(10);
  const told = aggregates.map(({ aggregate }) => aggregate!);
  expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(240);
  expect(told.length).toBeLessThanOrEqual(2);
  expect(aggregates[0]).toMatchObject({
    actor: { type: 'anonymous' },
    client: { network: '203.0.113.9' },
    outcome: 'refused',
    status: 401,
    code: 'key_malformed',
    changes: [],
    aggregate: { firstAt: iso(startOfTime), lastAt: iso(startOfTime) },
  });
  expect(aggregates[0]).not.toHaveProperty('requestId');
  expect(log.map(({ sequence }) => sequence)).toEqual(log.map((_, index) => index + 1));
});

test('a broker is told of all refusals of the brokerage’s own keys, and the log’s times go with its sequence', async () => {
  await flood(25, '203.0.113.9', server.keys.revoked);
  await server.clock.advance(300);
  await knock('203.0.113.9', server.keys.broker);
  await server.clock.advance(60_000);
  const { body } = await server.call<{ data: { aggregate?: { count: number } }[] }>(
    'GET',
    '/v1/audit-events',
    {
      key: server.keys.broker,
    },
  );
  expect(body.data.flatMap(({ aggregate }) => (aggregate ? [aggregate.count] : []))).toEqual([15]);
  const times = (await logOf(server.world)).map(({ at }) => at);
  expect(times).toEqual([...times].sort());
});

test('in the next minute they stand singly again', async () => {
  await flood(20, '203.0.113.9');
  await server.clock.advance(60_000);
  await flood(20, '203.0.113.9');
  expect((await refusals()).single).toHaveLength(20);
});

test('a proven key’s refusals are counted by its lineage, and by code', async () => {
  await flood(15, '203.0.113.9', server.keys.revoked);
  await flood(15, '203.0.113.9', server.keys.expired);
  await server.clock.advance(60_000);
  const { single, aggregates } = await refusals();
  expect(single).toHaveLength(20);
  expect(aggregates).toMatchObject([
    {
      actor: { type: 'key', lineageId: fixtureId('lin', 'revoked') },
      code: 'key_revoked',
      aggregate: { count: 5 },
    },
    {
      actor: { type: 'key', lineageId: fixtureId('lin', 'expired') },
      code: 'key_expired',
      aggregate: { count: 5 },
    },
  ]);
});

test('from a thousand networks: 300 events a minute, however many there are', async () => {
  for (let i = 0; i < 400; i += 50) {
    const networks = Array.from(
      { length: 50 },
      (_, j) => `198.51.${Math.floor((i + j) / 250)}.${(i + j) % 250}`,
    );
    await Promise.all(networks.map((address) => knock(address)));
  }
  expect((await refusals()).single).toHaveLength(300);
  await server.clock.advance(60_000);
  const { aggregates } = await refusals();
  expect(aggregates).toHaveLength(100);
  expect(aggregates.every(({ aggregate }) => aggregate!.count === 1)).toBe(true);
});

describe('what is never merely counted', () => {
  test('what an admitted request came to, allowed or refused', async () => {
    const { secret } = await plantKey(server.world, 'noahWhite');
    for (let i = 0; i < 15; i++) await server.call('GET', '/v1/users', { key: secret });
    for (let i = 0; i < 15; i++) await server.call('GET', '/v1/keys/key_999999999999', { key: secret });
    const { single, aggregates } = await refusals();
    expect([single.length, aggregates.length]).toEqual([30, 0]);
  });

  test('the first use of a key, in the midst of a flood of its network', async () => {
    await flood(20, '203.0.113.9');
    const { secret, id } = await plantKey(server.world, 'noahWhite', {
      lineage: { limits: '{"lineage":0}' },
    });
    await knock('203.0.113.9', secret);
    const ofKey = (await refusals()).single.filter(({ actor }) => actor.keyId === id);
    expect(ofKey).toMatchObject([{ code: 'rate_limited' }]);
  });
});

test('what is counted is written at a graceful stop', async () => {
  await flood(12, '203.0.113.9');
  let written = 0;
  const commit = server.world.store.commit;
  server.world.store.commit = (entry, now) => {
    if (entry.event.includes('"aggregate":{"count":2,')) written++;
    return commit(entry, now);
  };
  await server.close();
  expect(written).toBe(1);
  server = await startServer();
});
