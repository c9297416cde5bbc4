import {
  isInvalidKey,
  type KeyCreated,
  parseRateLimit,
  parseRateLimitPolicy,
  policies,
  type Wire,
} from '@homestar/sdk/internal';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import type { MagicKeyName } from '../../mock-server/src/fixtures/magic-keys.ts';
import { newListing } from '../support/new-listing.ts';
import { type Answer, type QaServer, startOfTime, startServer } from '../support/server.ts';
import { aListing } from './requests.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const whoami = (key?: string, headers: readonly string[] = []) =>
  server.call('GET', '/v1/whoami', { ...(key !== undefined && { key }), headers });

/** Answers of every kind, by what they are. */
async function allKinds(): Promise<Record<string, Answer<unknown>>> {
  const { call, keys } = server;
  const listing = await aListing(server);
  return {
    success: await whoami(keys.admin),
    list: await call('GET', '/v1/keys', { key: keys.broker }),
    health: await call('GET', '/health/live'),
    fixtures: await call('GET', '/_mock/fixtures'),
    noRoute: await call('GET', '/nothing'),
    noMethod: await call('DELETE', '/v1/keys'),
    noKey: await whoami(),
    badKey: await whoami(keys.typo),
    unknownKey: await whoami(keys.unknown),
    wrongSecret: await whoami(keys.wrongSecret),
    revokedKey: await whoami(keys.revoked),
    denied: await call('GET', '/v1/users', { key: keys.agent }),
    notFound: await call('GET', '/v1/properties/lst_none', { key: keys.broker }),
    invalid: await call('GET', '/v1/properties?limit=0', { key: keys.broker }),
    badBody: await call('POST', '/v1/users', {
      key: keys.broker,
      rawBody: '{',
      headers: ['Content-Type', 'application/json'],
    }),
    noPrecondition: await call('PATCH', `/v1/properties/${listing}`, {
      key: keys.broker,
      body: { listPrice: 1 },
    }),
    misplaced: await call('GET', `/v1/whoami?k=${keys.admin}`),
    foreign: await whoami(keys.admin, ['Host', 'attacker.example']),
  };
}

test('every answer has an id of its own, and a caller cannot choose it', async () => {
  const answers = Object.values(await allKinds());
  const own = await whoami(server.keys.admin, ['Request-Id', 'req_0000000000000000000000']);
  const ids = [...answers, own].map(({ headers }) => headers.get('request-id'));
  for (const id of ids) expect(id).toMatch(/^req_[0-9A-Za-z]{22}$/);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).not.toContain('req_0000000000000000000000');
});

test('every answer says what time it is in the world, not on the machine', async () => {
  const fresh = await startServer();
  const date = async () =>
    (await fresh.call('GET', '/v1/whoami', { key: fresh.keys.admin })).headers.get('date');
  expect(await date()).toBe(new Date(startOfTime).toUTCString());
  await fresh.clock.advance(90_061_000);
  expect(await date()).toBe(new Date(startOfTime + 90_061_000).toUTCString());
  await fresh.close();
  for (const [kind, { headers }] of Object.entries(await allKinds())) {
    expect(headers.all('date'), kind).toEqual([new Date(server.clock.now()).toUTCString()]);
  }
});

test('a cache cannot serve one key the answer to another', async () => {
  for (const [kind, { status, headers }] of Object.entries(await allKinds())) {
    const keyed = kind !== 'fixtures';
    if (keyed) expect(headers.get('vary'), kind).toContain('X-API-Key');
    const shared = status >= 400 || kind === 'health' || kind === 'fixtures';
    expect(headers.get('cache-control'), kind).toBe(shared ? 'no-store' : 'private, no-cache');
  }
});

test('an answer that shows a secret is kept nowhere', async () => {
  const body = { name: 'Feed', purpose: 'Publishes.', role: 'agent' };
  const answer = await server.call<Wire<KeyCreated>>('POST', '/v1/keys', { key: server.keys.broker, body });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('location')).toBe(`/v1/keys/${answer.body.key.id}`);
});

test.each<[MagicKeyName, boolean]>([
  ['typo', true],
  ['unknown', true],
  ['wrongSecret', true],
  ['revoked', true],
  ['expired', true],
])('the key %s will not do, another might: error="invalid_key"', async (name) => {
  const { headers, status } = await whoami(server.keys[name]);
  expect(status).toBe(401);
  expect(headers.all('www-authenticate')).toEqual(['ApiKey realm="homestar", error="invalid_key"']);
  expect(isInvalidKey(headers.get('www-authenticate'))).toBe(true);
});

test('no key at all is no fault of a key: the challenge without error', async () => {
  const { headers } = await whoami();
  expect(headers.all('www-authenticate')).toEqual(['ApiKey realm="homestar"']);
  expect(isInvalidKey(headers.get('www-authenticate'))).toBe(false);
});

test('no answer but a 401 has a challenge, so that nobody switches keys for another reason', async () => {
  for (const [kind, { status, headers }] of Object.entries(await allKinds())) {
    expect(headers.get('www-authenticate') !== undefined, kind).toBe(status === 401);
  }
});

test('the lineage is told to whoever proved the key, refusals included, and to nobody else', async () => {
  const answers = await allKinds();
  const proven = Object.entries(answers).filter(
    ([, { headers }]) => headers.get('api-key-lineage') !== undefined,
  );
  expect(proven.map(([kind]) => kind).sort()).toEqual(
    ['badBody', 'denied', 'invalid', 'list', 'noPrecondition', 'notFound', 'revokedKey', 'success'].sort(),
  );
  expect(answers.revokedKey!.headers.get('api-key-lineage')).toBe(fixtureId('lin', 'revoked'));
});

test('what was charged says so, and what was not does not', async () => {
  const charged = ['badBody', 'denied', 'invalid', 'list', 'noPrecondition', 'notFound', 'success'];
  for (const [kind, { headers }] of Object.entries(await allKinds())) {
    const [states, quotas] = [headers.get('ratelimit'), headers.get('ratelimit-policy')];
    expect([states !== undefined, quotas !== undefined], kind).toEqual(Array(2).fill(charged.includes(kind)));
    if (!states || !quotas) continue;
    expect(parseRateLimit(states).map(({ policy }) => policy)).toEqual(['lineage']);
    const quota = kind === 'denied' ? policies.lineage.quotaByRole.agent : policies.lineage.quota;
    expect(parseRateLimitPolicy(quotas)).toEqual([{ policy: 'lineage', quota, windowSeconds: 60 }]);
  }
});

test('several policies stand in one field; a 429 says how long, and that the clock is frozen', async () => {
  const from = ['X-Mock-Client-IP', '203.0.113.99'];
  for (let left = 4; left >= 0; left--) {
    const { headers } = await whoami(server.keys.limited, from);
    const states = parseRateLimit(headers.get('ratelimit')!);
    expect(states.map(({ policy, remaining }) => [policy, remaining])).toEqual([
      ['network', 2995 + left],
      ['lineage', left],
    ]);
    expect(headers.get('x-mock-clock')).toBeUndefined();
  }
  const refused = await whoami(server.keys.limited, from);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('x-mock-clock')).toBe('frozen');
  expect(Number(refused.headers.get('retry-after'))).toBe(refused.body.retryAfterSeconds);
  expect(refused.body).toMatchObject({
    policy: 'lineage',
    quota: 5,
    windowSeconds: 60,
    requested: 1,
    remaining: 0,
  });
  expect(parseRateLimit(refused.headers.get('ratelimit')!)).toContainEqual(
    expect.objectContaining({ policy: 'lineage', remaining: 0 }),
  );
});

test('a record is answered with its version, and a new one with its path', async () => {
  const made = await server.call('POST', '/v1/properties', { key: server.keys.broker, body: newListing });
  const location = made.headers.get('location')!;
  const read = await server.call('GET', location, { key: server.keys.broker });
  expect(read.text).toBe(made.text);
  expect(read.headers.get('etag')).toBe(made.headers.get('etag'));
});

test('using a key changes neither its record’s version nor anybody’s', async () => {
  const target = `/v1/keys/${fixtureId('key', 'agent')}`;
  const version = async () =>
    (await server.call('GET', target, { key: server.keys.broker })).headers.get('etag');
  const before = await version();
  expect((await whoami(server.keys.agent)).status).toBe(200);
  expect(await version()).toBe(before);
});
