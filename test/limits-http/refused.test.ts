/* What a limit looks like from outside: what is told, what it costs, and when it ends. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { eventsOf, logOf } from '../support/log.ts';
import { newListing } from '../support/new-listing.ts';
import { plantKey, plantSibling } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { left } from './left.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const whoami = (key: string) => server.call('GET', '/v1/whoami', { key });
const limitedTo = async (quota: number) =>
  (await plantKey(server.world, 'elenaRuiz', { lineage: { limits: `{"lineage":${quota}}` } })).secret;

describe('the magic key "limited"', () => {
  const use = () => whoami(server.keys.limited);

  test('is served five times, counting down, then told the policy and when to come back', async () => {
    for (const remaining of [4, 3, 2, 1, 0]) {
      const answer = await use();
      expect([answer.status, answer.headers.get('RateLimit')]).toEqual([
        200,
        `"lineage";r=${remaining};t=60`,
      ]);
      expect(answer.headers.get('RateLimit-Policy')).toBe('"lineage";q=5;w=60');
    }
    const answer = await use();
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '60']);
    expect(answer.body).toMatchObject({
      code: 'rate_limited',
      policy: 'lineage',
      quota: 5,
      windowSeconds: 60,
      requested: 1,
      remaining: 0,
      retryAfterSeconds: 60,
    });
    expect(answer.headers.get('RateLimit')).toBe('"lineage";r=0;t=60');
    expect(answer.headers.get('X-Mock-Clock')).toBe('frozen');
    expect(answer.body.detail).toContain('advance it by 60 s');
  });

  test('is served again once the clock was moved by what was told, and not a millisecond before', async () => {
    for (let i = 0; i < 6; i++) await use();
    await server.clock.advance(59_999);
    expect((await use()).status).toBe(429);
    await server.clock.advance(1);
    for (let i = 0; i < 5; i++) expect((await use()).status).toBe(200);
    expect((await use()).status).toBe(429);
  });

  test('says nothing of the clock while it runs', async () => {
    server.clock.run();
    for (let i = 0; i < 5; i++) await use();
    const answer = await use();
    expect(answer.status).toBe(429);
    expect(answer.headers.get('X-Mock-Clock')).toBeUndefined();
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(answer.body.detail).not.toContain('frozen');
  });

  test('is a good key all the while: 429 is no 401, and asks for no other key', async () => {
    for (let i = 0; i < 5; i++) await use();
    const answer = await use();
    expect(answer.headers.get('WWW-Authenticate')).toBeUndefined();
    expect(answer.headers.get('Api-Key-Lineage')).toBe(fixtureId('lin', 'limited'));
    // And a bad key is told so, however little is left.
    expect((await whoami(`${server.keys.limited}x`)).body.code).toBe('key_malformed');
  });

  test('the same allowances are told by whoami', async () => {
    const { body } = await use();
    expect(body).toMatchObject({
      limits: [{ policy: 'lineage', quota: 5, windowSeconds: 60, remaining: 4 }],
    });
  });
});

describe('what a refused request costs', () => {
  test('nothing: a caller that hammers is served as soon as one that waits', async () => {
    const key = await limitedTo(2);
    await whoami(key);
    await server.clock.advance(30_000);
    await whoami(key);
    for (let i = 0; i < 20; i++) expect((await whoami(key)).status).toBe(429);
    await server.clock.advance(30_000);
    expect((await whoami(key)).status).toBe(200);
    expect((await whoami(key)).status).toBe(429);
  });

  test('nothing of one policy where another refuses', async () => {
    const address = ['X-Mock-Client-IP', '203.0.113.9'];
    const key = await limitedTo(1);
    const { secret } = await plantKey(server.world, 'noahWhite');
    for (let i = 0; i < 5; i++) await server.call('GET', '/v1/whoami', { key, headers: address });
    const answer = await server.call('GET', '/v1/whoami', { key: secret, headers: address });
    expect(left(answer, 'network')).toBe(2998);
  });

  test('nothing where the key itself is refused before', async () => {
    const key = await limitedTo(5);
    for (let i = 0; i < 5; i++) await whoami(`${key}x`);
    await server.call('GET', '/v1/nowhere', { key });
    expect(left(await whoami(key))).toBe(4);
  });
});

describe('an admitted request keeps its charge', () => {
  test.each([
    ['refused for lack of permission', 403, 'GET', '/v1/brokerages/x', { scopes: '[]' }, undefined],
    ['about a record that is not there', 404, 'GET', '/v1/brokerages/brk_999999999999', {}, undefined],
    ['with input that is not allowed', 422, 'GET', '/v1/properties?limit=0', {}, undefined],
    ['with a body that is not allowed', 422, 'POST', '/v1/users', {}, {}],
  ] as const)('%s', async (_, status, method, target, lineage, body) => {
    const { secret } = await plantKey(server.world, 'elenaRuiz', {
      lineage: { limits: '{"lineage":9}', ...lineage },
    });
    const answer = await server.call(method, target, { key: secret, body });
    expect([answer.status, left(answer)]).toEqual([status, 8]);
    expect(left(await whoami(secret))).toBe(7);
  });

  test('at which the server fails', async () => {
    const key = await limitedTo(9);
    const { roles } = { roles: server.world.store.tenant.brokerages };
    server.world.store.tenant.brokerages = () => {
      throw new Error('broken');
    };
    const answer = await server.call('GET', '/v1/brokerages', { key });
    server.world.store.tenant.brokerages = roles;
    expect([answer.status, left(answer)]).toEqual([500, 8]);
    expect(server.faults.splice(0)).toHaveLength(1);
    expect(left(await whoami(key))).toBe(7);
  });
});

describe('costs', () => {
  test('a key costs ten', async () => {
    const key = await limitedTo(25);
    const body = { name: 'A', purpose: 'B', role: 'broker', limits: { lineage: 5 } };
    const make = () => server.call('POST', '/v1/keys', { key, body });
    const first = await make();
    expect([first.status, left(first)]).toEqual([201, 15]);
    expect(await eventsOf(server.world, first)).toMatchObject([
      { charges: [{ policy: 'lineage', cost: 10 }] },
    ]);
    expect(left(await make())).toBe(5);
    const third = await make();
    expect([third.status, third.body]).toMatchObject([429, { requested: 10, remaining: 5 }]);
    expect((await whoami(key)).status).toBe(200);
  });

  test('what costs more than the whole allowance is served once the allowance is whole', async () => {
    const key = await limitedTo(5);
    const body = { name: 'A', purpose: 'B', role: 'broker', limits: { lineage: 5 } };
    expect((await server.call('POST', '/v1/keys', { key, body })).status).toBe(201);
    expect((await whoami(key)).status).toBe(429);
  });

  test('a repeated request costs one, and is done once', async () => {
    const key = await limitedTo(9);
    const sent = { key, body: newListing, headers: ['Idempotency-Key', 'one'] };
    const first = await server.call('POST', '/v1/properties', sent);
    const again = await server.call('POST', '/v1/properties', sent);
    expect(again.text).toBe(first.text);
    expect(left(await whoami(key))).toBe(6);
    const changes = (await logOf(server.world)).filter(
      (event) => event.changes.length > 0 && event.requestId,
    );
    expect(changes).toHaveLength(1);
  });
});

describe('many at once', () => {
  test('200 on an allowance of 50: exactly 50 are admitted', async () => {
    const key = await limitedTo(50);
    const answers = await Promise.all(Array.from({ length: 200 }, () => whoami(key)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(50);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(150);
  });

  test('two keys of a lineage share one allowance, so that a rotation is no second one', async () => {
    const one = await plantKey(server.world, 'noahWhite', { lineage: { limits: '{"lineage":10}' } });
    const other = await plantSibling(server.world, one.lineage, { predecessorId: one.id });
    const both = Array.from({ length: 20 }, (_, i) => whoami(i % 2 ? one.secret : other.secret));
    expect((await Promise.all(both)).filter(({ status }) => status === 200)).toHaveLength(10);
    const stranger = await plantKey(server.world, 'noahWhite', { lineage: { limits: '{"lineage":10}' } });
    expect(left(await whoami(stranger.secret))).toBe(9);
  });

  test('roles have their own quotas', async () => {
    const agent = await plantKey(server.world, 'noahWhite');
    const broker = await plantKey(server.world, 'elenaRuiz');
    expect([left(await whoami(agent.secret)), left(await whoami(broker.secret))]).toEqual([599, 1199]);
  });
});

test('callers that are refused are told different times to come back, as many at once as fit', async () => {
  const key = await limitedTo(2);
  for (let i = 0; i < 2; i++) await whoami(key);
  const waits = [];
  for (let i = 0; i < 4; i++) waits.push((await whoami(key)).headers.get('Retry-After'));
  expect(waits).toEqual(['60', '60', '60', '60']);
});
