/* Two clients behind one address: one sends a dead key in a loop, and the other's good key is locked out. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plantKey } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const from = ['X-Mock-Client-IP', '203.0.113.9'];

test('hundreds of dead and unknown keys cost the neighbour nothing', async () => {
  const { secret } = await plantKey(server.world, 'noahWhite');
  const { revoked, unknown, wrongSecret, typo } = server.keys;
  for (let i = 0; i < 50; i++) {
    const dead = [revoked, unknown, wrongSecret, typo, `${secret}x`];
    await Promise.all(dead.map((key) => server.call('GET', '/v1/whoami', { key, headers: from })));
  }
  const answer = await server.call('GET', '/v1/whoami', { key: secret, headers: from });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('RateLimit')).toContain('"network";r=2999');
});

test('wrong secrets under the id of a key do not lock out the key', async () => {
  const key = server.keys.wrongSecret;
  const { secret } = await plantKey(server.world, 'noahWhite');
  const guesses = Array.from({ length: 100 }, () => server.call('GET', '/v1/whoami', { key, headers: from }));
  // The first 60 are told that the key is none, the others to stop.
  const counted = Object.groupBy(await Promise.all(guesses), ({ status }) => status);
  expect([counted[401]?.length, counted[429]?.length]).toEqual([60, 40]);
  expect((await server.call('GET', '/v1/whoami', { key: secret, headers: from })).status).toBe(200);
});
