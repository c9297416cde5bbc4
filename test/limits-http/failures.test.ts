/* A network that guesses keys is turned away, and nobody else is. */
import { formatKey, policies } from '@homestar/sdk/internal';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventsOf } from '../support/log.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  const failures = { ...policies.failures, quota: 3 };
  server = await startServer({ policies: { ...policies, failures } });
});
afterEach(() => server.close());

let guesses = 0;
const from = (address: string) => ({ headers: ['X-Mock-Client-IP', address] });
const ask = (key: string, address = '203.0.113.7') =>
  server.call('GET', '/v1/whoami', { key, ...from(address) });
const guess = (address?: string) =>
  ask(formatKey('test', '000guessed00', new Uint8Array(32).fill(++guesses % 256)), address);

async function guessOut(address?: string) {
  for (let i = 0; i < 3; i++) expect((await guess(address)).status).toBe(401);
}

test('guesses beyond the allowance are 429, until the window has passed', async () => {
  await guessOut();
  const refused = await guess();
  expect([refused.status, refused.body]).toMatchObject([
    429,
    { code: 'too_many_failures', policy: 'failures', quota: 3, windowSeconds: 60, remaining: 0 },
  ]);
  expect(refused.headers.get('Retry-After')).toBe('60');
  expect(refused.headers.get('WWW-Authenticate')).toBeUndefined();
  expect(refused.headers.get('X-Mock-Clock')).toBe('frozen');
  expect(refused.body.detail).toContain('advance it by 60 s');
  await server.clock.advance(60_600);
  expect((await guess()).status).toBe(401);
});

test('nothing is said of the clock while it runs', async () => {
  server.clock.run();
  await guessOut();
  const refused = await guess();
  expect([refused.status, refused.body.code]).toEqual([429, 'too_many_failures']);
  expect(refused.headers.get('X-Mock-Clock')).toBeUndefined();
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
});

test('a wrong secret, an unknown id and a revoked key with a wrong secret count alike', async () => {
  await ask(server.keys.wrongSecret);
  await ask(server.keys.unknown);
  await ask(formatKey('test', '000revoked00', new Uint8Array(32).fill(7)));
  expect((await ask(server.keys.wrongSecret)).body.code).toBe('too_many_failures');
});

test('a good key behind the same address is served while its neighbour guesses in a loop', async () => {
  await guessOut();
  await guess();
  expect((await ask(server.keys.agent)).status).toBe(200);
});

test('a key that is proven and refused, or mistyped, costs the network nothing', async () => {
  for (let i = 0; i < 9; i++) await ask(i % 2 === 0 ? server.keys.revoked : server.keys.typo);
  expect((await guess()).status).toBe(401);
});

test('guessing from another address of one IPv6 network, or in another spelling of one address, is no way round', async () => {
  await guess('2001:db8::1');
  await guess('2001:db8::2');
  await guess('2001:DB8:0:0:ffff::3');
  expect((await guess('2001:db8::4')).body.code).toBe('too_many_failures');
  await guessOut('198.51.100.9');
  expect((await guess('::ffff:198.51.100.9')).body.code).toBe('too_many_failures');
});

test('the log tells of the id that was claimed, and of what was looked at', async () => {
  await guessOut();
  const refused = await guess();
  expect(await eventsOf(server.world, refused)).toMatchObject([
    {
      actor: { type: 'anonymous', claimedKeyId: 'key_000guessed00' },
      status: 429,
      code: 'too_many_failures',
      check: { stage: 'identify', name: 'network_failures', saw: { policy: 'failures', quota: 3 } },
    },
  ]);
});

test('programs on the developer’s own machine are not one network', async () => {
  for (let i = 0; i < 9; i++)
    expect((await server.call('GET', '/v1/whoami', { key: server.keys.unknown })).status).toBe(401);
});
