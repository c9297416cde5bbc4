import { afterEach, beforeEach, expect, test } from 'vitest';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer({ canary: false });
});
afterEach(() => server.close());

test('records, clock, log and allowances are as new', async () => {
  const { admin, limited } = server.keys;
  const before = server.world;
  await server.call('POST', '/v1/brokerages', {
    key: admin,
    body: { name: 'Gone', timeZone: 'America/Denver' },
  });
  for (let i = 0; i < 5; i++) await server.call('GET', '/v1/whoami', { key: limited });
  await server.clock.advance(86_400_000);
  expect((await server.call('POST', '/_mock/reset')).status).toBe(204);

  expect(server.world).not.toBe(before);
  expect(server.clock.now()).toBe(startOfTime);
  expect((await server.call('GET', '/v1/whoami', { key: limited })).status).toBe(200);
  const { body } = await server.call<{ data: object[] }>('GET', '/v1/brokerages', { key: admin });
  expect(body.data).toHaveLength(2);
  const events = await server.call<{ data: { sequence: number }[] }>('GET', '/v1/audit-events', {
    key: admin,
  });
  expect(Math.min(...events.body.data.map(({ sequence }) => sequence))).toBe(1);
  expect(events.body.data.length).toBeLessThanOrEqual(4);
});
