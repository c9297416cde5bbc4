import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../support/expect-problem.ts';
import { type QaServer, startServer, startStrictServer } from '../support/server.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

test.each([
  '',
  'nowhere',
  '999.1.1.1',
  '203.0.113.7:80',
  '[2001:db8::1]',
  '203.0.113.7/32',
  '1.2.3',
  '0x7f.0.0.1',
])('X-Mock-Client-IP "%s" is no address: said so, rather than tested from another network', async (value) => {
  const headers = ['X-Mock-Client-IP', value];
  const pointers = ['/headers/x-mock-client-ip'];
  expectProblem(
    await server.call('GET', '/v1/whoami', { key: server.keys.admin, headers }),
    'validation_failed',
    pointers,
  );
  expectProblem(await server.call('GET', '/_mock/clock', { headers }), 'validation_failed', pointers);
});

test('given twice it names no address', async () => {
  const headers = ['X-Mock-Client-IP', '203.0.113.7', 'X-Mock-Client-IP', '203.0.113.8'];
  expectProblem(
    await server.call('GET', '/v1/whoami', { key: server.keys.admin, headers }),
    'validation_failed',
  );
});

test.each(['203.0.113.7', '2001:db8::1', '::ffff:203.0.113.7'])(
  '%s is charged as the network it names',
  async (address) => {
    const answer = await server.call('GET', '/v1/whoami', {
      key: server.keys.admin,
      headers: ['X-Mock-Client-IP', address],
    });
    expect(answer.headers.get('ratelimit')).toContain('"network"');
  },
);

test('the strict profile believes no such header', async () => {
  const strict = await startStrictServer();
  const answer = await strict.call('GET', '/v1/whoami', {
    key: strict.keys.admin,
    headers: ['X-Mock-Client-IP', 'nowhere'],
  });
  expect(answer.status).toBe(200);
  await strict.close();
});
