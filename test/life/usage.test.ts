/* What a key was used for. */
import { randomBytes } from 'node:crypto';
import { formatKey, type KeyUsage } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { logOf } from '../support/log.ts';
import { amend, type PlantedKey, plantKey, plantSibling } from '../support/planted.ts';
import { strangeKey } from '../support/real-keys.ts';
import { type QaServer, startOfTime, startServer, startStrictServer } from '../support/server.ts';
import { verify } from '../verify-key/verifying.ts';

type Told = KeyUsage & { readonly errors?: readonly { pointer: string; detail: string }[] };

const dayMs = 86_400_000;
let server: QaServer;
let key: PlantedKey;
beforeEach(async () => {
  server = await startServer();
  key = await plantKey(server.world, 'noahWhite');
});
afterEach(() => server.close());

const usage = (query = '', id = key.id, by = server.keys.admin) =>
  server.call<Told>('GET', `/v1/keys/${id}/usage${query}`, { key: by });
const use = (target = '/v1/whoami', headers: readonly string[] = []) =>
  server.call('GET', target, { key: key.secret, headers });
const day = (date: string, operationId: string, outcome: string, count: number) => ({
  date,
  operationId,
  outcome,
  count,
});

test('a key that was never used', async () => {
  expect((await usage()).body).toEqual({
    days: [],
    lastUsedAt: null,
    lastNetwork: null,
    limits: [{ policy: 'lineage', quota: 600, windowSeconds: 60, remaining: 600 }],
  });
});

test('counts by day, operation and outcome; when and from where it was last; and what is left', async () => {
  await use();
  await use();
  await use('/v1/properties', ['X-Mock-Client-IP', '2001:db8:0:1::7']);
  await server.clock.advance(dayMs);
  await use('/v1/users');
  await use('/v1/properties/lst_000000000000');
  await use('/v1/whoami', ['X-Mock-Client-IP', '2001:db8:0:1::8']);
  expect((await usage()).body).toEqual({
    days: [
      day('2026-03-01', 'properties.list', 'allowed', 1),
      day('2026-03-01', 'whoami.get', 'allowed', 2),
      day('2026-03-02', 'properties.get', 'refused', 1),
      day('2026-03-02', 'users.list', 'refused', 1),
      day('2026-03-02', 'whoami.get', 'allowed', 1),
    ],
    lastUsedAt: '2026-03-02T12:00:00.000Z',
    lastNetwork: '2001:db8:0:1::/64',
    limits: [{ policy: 'lineage', quota: 600, windowSeconds: 60, remaining: 597 }],
  });
});

test('each answer is a moment’s: asking is itself counted, from the next answer on', async () => {
  const own = async () => (await usage('', key.id, key.secret)).body.days;
  expect(await own()).toEqual([]);
  expect(await own()).toEqual([day('2026-03-01', 'keys.usage', 'allowed', 1)]);
  expect(await own()).toEqual([day('2026-03-01', 'keys.usage', 'allowed', 2)]);
});

test('it adds up to the log, whatever was asked', async () => {
  for (const target of ['/v1/whoami', '/v1/leads', '/v1/users', '/v1/properties?limit=x', '/v1/properties']) {
    for (let count = 0; count < 3; count++) await use(target);
    await server.clock.advance(dayMs / 2);
  }
  const told = new Map<string, number>();
  for (const { actor, at, operationId, outcome } of await logOf(server.world)) {
    if (actor.keyId !== key.id) continue;
    const name = `${at.slice(0, 10)} ${operationId} ${outcome}`;
    told.set(name, (told.get(name) ?? 0) + 1);
  }
  const { days } = (await usage()).body;
  expect(days.map(({ count, ...of }) => [Object.values(of).join(' '), count])).toEqual([...told].sort());
});

describe('the days', () => {
  test('are counted in UTC, from midnight on', async () => {
    await server.clock.advance(dayMs / 2 - 1);
    await use();
    await server.clock.advance(1);
    await use();
    const dates = (await usage()).body.days.map(({ date }) => date);
    expect(dates).toEqual(['2026-03-01', '2026-03-02']);
  });

  test('are today and the 30 before it, or those asked for, both ends included', async () => {
    await use();
    await server.clock.advance(30 * dayMs);
    await use();
    expect((await usage()).body.days).toHaveLength(2);
    await server.clock.advance(dayMs);
    expect((await usage()).body.days.map(({ date }) => date)).toEqual(['2026-03-31']);
    const datesOf = async (query: string) => (await usage(query)).body.days.map(({ date }) => date);
    expect(await datesOf('?from=2026-03-01')).toEqual(['2026-03-01', '2026-03-31']);
    expect(await datesOf('?to=2026-03-30')).toEqual(['2026-03-01']);
    expect(await datesOf('?from=2026-03-31&to=2026-03-31')).toEqual(['2026-03-31']);
    expect(await datesOf('?from=2026-03-02&to=2026-03-30')).toEqual([]);
    expect(await datesOf('?from=2026-02-28&to=2027-03-01')).toEqual(['2026-03-01', '2026-03-31']);
  });

  test.each([
    ['?from=2026-03-02&to=2026-03-01', '/query/from'],
    ['?from=2026-03-02', '/query/from'],
    ['?from=2025-02-27&to=2026-03-01', '/query/to'],
    ['?from=2025-02-27', '/query/from'],
    ['?from=2026-02-30', '/query/from'],
    ['?to=yesterday', '/query/to'],
    ['?from=2026-3-1', '/query/from'],
    ['?from=2026-03-01T00:00:00Z', '/query/from'],
  ])('%s cannot be asked for: 422', async (query, pointer) => {
    const told = await usage(query);
    expect([told.status, told.body.errors?.map((error) => error.pointer)]).toEqual([422, [pointer]]);
  });
});

test('an attacker who knows a key’s id adds nothing to its usage, nor to its last use', async () => {
  const guess = () => formatKey('test', key.id.slice('key_'.length), randomBytes(32));
  for (let count = 0; count < 5; count++) await server.call('GET', '/v1/whoami', { key: guess() });
  await server.call('GET', '/v1/whoami', { key: key.secret.slice(0, -1) });
  await server.call('GET', '/v1/whoami', { key: strangeKey() });
  await verify(server, server.keys.broker, guess());
  await amend(server.world, key, { suspendedAt: startOfTime });
  await use();
  expect((await usage()).body).toMatchObject({ days: [], lastUsedAt: null, lastNetwork: null });
});

test('what was refused once the key was found fit for use counts, also beyond its allowance', async () => {
  await amend(server.world, key, { limits: '{"lineage":1}' });
  await use();
  await use();
  expect((await usage()).body).toMatchObject({
    days: [
      { outcome: 'allowed', count: 1 },
      { outcome: 'refused', count: 1 },
    ],
    limits: [{ quota: 1, remaining: 0 }],
  });
});

test('verifications by others are not what a key was used for', async () => {
  await verify(server, server.keys.broker, key.secret);
  expect((await usage()).body).toMatchObject({ days: [], limits: [{ remaining: 599 }] });
});

test('looking charges the key nothing', async () => {
  await usage();
  expect((await usage()).body.limits).toMatchObject([{ remaining: 600 }]);
});

test('a key sees what others of its lineage did, and each its own counts', async () => {
  const sibling = await plantSibling(server.world, key.lineage);
  await use();
  const told = await usage('', key.id, sibling.secret);
  expect(told.body.days).toEqual([day('2026-03-01', 'whoami.get', 'allowed', 1)]);
  expect((await usage('', sibling.id)).body.days).toEqual([day('2026-03-01', 'keys.usage', 'allowed', 1)]);
});

test('counts outlive the server', async () => {
  const first = await startStrictServer();
  const { keyId } = (await first.call<{ keyId: string }>('GET', '/v1/whoami', { key: first.keys.admin }))
    .body;
  await first.call('GET', '/v1/whoami', { key: first.keys.admin });
  const second = await first.reopen();
  const told = await second.call<Told>('GET', `/v1/keys/${keyId}/usage`, { key: second.keys.admin });
  expect(told.body.days).toMatchObject([{ operationId: 'whoami.get', outcome: 'allowed', count: 2 }]);
  expect(told.body.lastNetwork).toBe('127.0.0.1');
  await second.close();
});
