/* What verifying a key costs that key. */
import { policies } from '@homestar/sdk/internal';
import { afterEach, expect, test } from 'vitest';
import type { World } from '../../mock-server/src/host/world.ts';
import { amend, type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, type ServerOptions, startOfTime, startServer } from '../support/server.ts';
import { createGate } from '../verification/gate.ts';
import { beforeSlowCommit, slow } from '../verification/held.ts';
import { verify } from './verifying.ts';

let server: QaServer;
afterEach(() => server.close());

async function withKey(quota: number, options: ServerOptions = {}): Promise<PlantedKey> {
  server = await startServer(options);
  return plantKey(server.world, 'noahWhite', { lineage: { limits: JSON.stringify({ lineage: quota }) } });
}
const ask = (key: PlantedKey, wants: Parameters<typeof verify>[3] = {}) =>
  verify(server, server.keys.broker, key.secret, wants);
const left = async (key: PlantedKey) => (await ask(key, { cost: 0 })).body.rateLimits?.[0]?.remaining;

test('one, or what is said, up to the allowance; then it is rate_limited until there is some again', async () => {
  const key = await withKey(5);
  expect((await ask(key)).body).toMatchObject({ valid: true, rateLimits: [{ quota: 5, remaining: 4 }] });
  expect((await ask(key, { cost: 3 })).body).toMatchObject({ valid: true, rateLimits: [{ remaining: 1 }] });
  expect((await ask(key, { cost: 2 })).body).toMatchObject({
    valid: false,
    code: 'rate_limited',
    rateLimits: [{ remaining: 1 }],
  });
  expect((await ask(key)).body.valid).toBe(true);
  expect((await ask(key)).body.code).toBe('rate_limited');
  await server.clock.advance(61_000);
  expect((await ask(key, { cost: 500 })).body).toMatchObject({ valid: true, rateLimits: [{ remaining: 0 }] });
});

test('it is the one that its own requests are charged to', async () => {
  const key = await withKey(3);
  await server.call('GET', '/v1/whoami', { key: key.secret });
  expect((await ask(key, { cost: 2 })).body.valid).toBe(true);
  expect((await server.call('GET', '/v1/whoami', { key: key.secret })).status).toBe(429);
});

test('who looks, with a cost of 0, charges nothing and is told of an allowance that is used up', async () => {
  const key = await withKey(1);
  for (let look = 0; look < 3; look++) expect((await ask(key, { cost: 0 })).body.valid).toBe(true);
  await ask(key);
  expect((await ask(key, { cost: 0 })).body).toMatchObject({ valid: false, code: 'rate_limited' });
});

test('a key that fails any check is charged nothing', async () => {
  const key = await withKey(5);
  await ask(key, { permission: 'keys:write' });
  await ask(key, { brokerageId: 'brk_000000000000' });
  await amend(server.world, key, { suspendedAt: startOfTime });
  await ask(key);
  await amend(server.world, key, { suspendedAt: null, ipAllowlist: '["192.0.2.1"]' });
  await ask(key);
  await amend(server.world, key, { ipAllowlist: null });
  expect(await left(key)).toBe(5);
});

test('limits stand before permissions: one that has none left is told that', async () => {
  const key = await withKey(1);
  await ask(key);
  expect((await ask(key, { permission: 'keys:write' })).body.code).toBe('rate_limited');
});

test('a quota of 0 lets nobody in', async () => {
  const key = await withKey(0);
  expect((await ask(key)).body.code).toBe('rate_limited');
  expect((await ask(key, { cost: 0 })).body.code).toBe('rate_limited');
});

test('a hundred at once: as many are valid as the allowance has', async () => {
  const key = await withKey(30);
  const asked = Array.from({ length: 100 }, () => ask(key));
  const codes = (await Promise.all(asked)).map(({ body }) => body.code);
  expect(codes.filter((code) => code === null)).toHaveLength(30);
  expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(70);
});

test('networks are the end user’s, and their allowances are left alone', async () => {
  const none = { ...policies, network: { ...policies.network, quota: 3 } };
  const key = await withKey(10, { policies: none });
  for (let count = 0; count < 5; count++) {
    expect((await ask(key, { ipAddress: '203.0.113.7' })).body).toMatchObject({
      valid: true,
      rateLimits: [{ policy: 'lineage' }],
    });
  }
});

test('decided anew, since something changed meanwhile: charged once', async () => {
  const key = await withKey(5);
  const gate = createGate();
  beforeSlowCommit(server.world.store, () => gate.pass());
  const late = ask(key, { headers: slow });
  await gate.held();
  await amend(server.world, key, { name: 'Renamed' });
  gate.open();
  expect((await late).body).toMatchObject({ valid: true, rateLimits: [{ remaining: 4 }] });
  expect(await left(key)).toBe(4);
});

test('overtaken again and again: 503, and nothing was charged', async () => {
  const key = await withKey(5);
  let round = 0;
  beforeSlowCommit(server.world.store, () => amend(server.world, key, { name: `Name ${round++}` }));
  const told = await ask(key, { headers: slow });
  expect([told.status, told.body.code]).toEqual([503, 'contended']);
  expect(await left(key)).toBe(5);
});

test('the caller’s own key ends while the answer is made: 401, and the other was charged nothing', async () => {
  const ends = startOfTime + 1000;
  let reserved = 0;
  const key = await withKey(5, { within: (world) => whenReserving(world, () => reserved++ === 1) });
  const caller = await plantKey(server.world, 'elenaRuiz', { lineage: { expiresAt: ends } });
  const told = await verify(server, caller.secret, key.secret);
  expect([told.status, told.body.code]).toEqual([401, 'key_expired']);
  expect(await left(key)).toBe(5);
});

test('the key runs out while its allowance is taken: not valid, and it is given back', async () => {
  let reserved = 0;
  const key = await withKey(5, { within: (world) => whenReserving(world, () => reserved++ === 1) });
  await amend(server.world, key, { expiresAt: startOfTime + 1000 });
  expect((await ask(key)).body).toMatchObject({ valid: false, code: 'key_expired' });
  await amend(server.world, key, { expiresAt: null });
  expect(await left(key)).toBe(5);
});

/** The clock moves on by a second after a reservation, where `so` says. */
function whenReserving(world: World, so: () => boolean): World {
  const { limiter, clock } = world;
  return {
    ...world,
    limiter: {
      ...limiter,
      async reserve(...asked) {
        const answer = await limiter.reserve(...asked);
        if (so()) clock.moveTo(clock.now() + 1000);
        return answer;
      },
    },
  };
}
