import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../support/expect-problem.ts';
import { openRaw } from '../support/raw-connection.ts';
import { type QaServer, type StrictServer, startServer, startStrictServer } from '../support/server.ts';

let server: QaServer;
let strict: StrictServer;
beforeAll(async () => {
  [server, strict] = await Promise.all([startServer(), startStrictServer()]);
});
afterAll(() => Promise.all([server.close(), strict.close()]));

const paths = ['/v1/whoami', '/health/live', '/_mock/fixtures', '/nothing'];

test.each([
  'attacker.example',
  'localhost.attacker.example',
  'attacker.example:4010',
  'localhost@attacker.example',
  '127.0.0.1.attacker.example',
  '10.0.0.1',
  '128.0.0.1',
  '[::2]',
  '0x7f.1',
  '',
])('a name that was made to resolve to this machine (Host: %s) reaches nothing', async (host) => {
  for (const path of paths) {
    expectProblem(
      await server.call('GET', path, { key: server.keys.admin, headers: ['Host', host] }),
      'host_not_allowed',
    );
  }
});

test.each(['localhost', 'LOCALHOST:1', '127.0.0.1:65535', '127.8.9.1', '[::1]', '[::1]:4010'])(
  'Host: %s is this machine',
  async (host) => {
    expect(
      (await server.call('GET', '/v1/whoami', { key: server.keys.admin, headers: ['Host', host] })).status,
    ).toBe(200);
  },
);

test.each([
  'https://attacker.example',
  'null',
  'http://localhost.attacker.example',
  'http://attacker.example#localhost',
  'http://localhost@attacker.example',
  'file://',
  'localhost',
  'http://localhost:80/path',
  'http://localhost, http://localhost',
])('a page from elsewhere (Origin: %s) reaches nothing, though the browser sends it', async (origin) => {
  for (const path of paths) {
    const answer = await server.call('GET', path, { key: server.keys.admin, headers: ['Origin', origin] });
    expectProblem(answer, 'origin_not_allowed');
    expect(answer.headers.get('access-control-allow-origin')).toBeUndefined();
  }
});

test.each(['http://localhost', 'https://localhost:8443', 'http://127.0.0.1:3000', 'http://[::1]:5173'])(
  'a page of this machine (Origin: %s) may call and read the answer, a refusal too',
  async (origin) => {
    for (const key of [server.keys.admin, server.keys.revoked]) {
      const answer = await server.call('GET', '/v1/whoami', { key, headers: ['Origin', origin] });
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.headers.get('access-control-expose-headers')).toContain('RateLimit');
      expect(answer.headers.get('vary')).toBe('X-API-Key, Origin');
    }
  },
);

test('two Hosts, or none, are no request', async () => {
  const twice = ['Host', 'localhost', 'Host', 'attacker.example'];
  const answer = await server.call('GET', '/v1/whoami', { key: server.keys.admin, headers: twice });
  expectProblem(answer, 'request_head_malformed');
  const client = await openRaw(server.port);
  client.send('GET /v1/whoami HTTP/1.1\r\n\r\n');
  expect(await client.answer()).toMatchObject({ status: 400 });
  await client.closed();
});

test('the strict profile looks at neither, answers no preflight and has no control API', async () => {
  const key = strict.keys.admin;
  const foreign = ['Host', 'api.homestar.example', 'Origin', 'https://attacker.example'];
  const answer = await strict.call('GET', '/v1/whoami', { key, headers: foreign });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('access-control-allow-origin')).toBeUndefined();
  expect(answer.headers.get('vary')).toBe('X-API-Key');
  expectProblem(await strict.call('OPTIONS', '/v1/keys', { headers: foreign }), 'method_not_allowed');
  for (const path of ['/_mock/fixtures', '/_mock/reset', '/_mock/openapi.json']) {
    expectProblem(await strict.call('GET', path), 'route_not_found');
  }
});

test('attack: a page from elsewhere reads the contract, or asks what it may send', async () => {
  const server = await startServer();
  try {
    for (const path of ['/openapi.json', '/_mock/openapi.json']) {
      for (const headers of [
        ['Host', 'evil.example'],
        ['Origin', 'https://evil.example'],
      ]) {
        expect((await server.call('GET', path, { headers })).status).toBe(403);
        expect(
          (await server.call('OPTIONS', path, { headers: ['Origin', 'http://localhost', ...headers] }))
            .status,
        ).toBe(403);
      }
      const head = await server.call('POST', path);
      expect([head.status, head.headers.get('Allow')]).toEqual([405, 'GET']);
      expect((await server.call('GET', path)).headers.get('Request-Id')).toMatch(/^req_/);
    }
  } finally {
    await server.close();
  }
});
