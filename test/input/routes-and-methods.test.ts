import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { openRaw } from '../support/raw-connection.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

test.each([
  '/',
  '/v1',
  '/v1/',
  '/v2/whoami',
  '/v1/whoami/',
  '/v1//whoami',
  '//v1/whoami',
  '/V1/whoami',
  '/v1/WhoAmI',
  '/v1/./whoami',
  '/v1/keys/../whoami',
  '/v1/keys/%2e%2e/whoami',
  '/v1/keys/',
  '/v1/keys//revoke',
  '/v1/keys/key_1/revoke/',
  '/v1%2fwhoami',
  '/v1/whoami%2f',
  '/v1/whoami%00',
  '/v1/whoami;a=b',
  '/v1/keys/%ff',
  '/v1/keys/%zz',
  '/health',
  '/_mock',
  '/_mock/nothing',
  '*',
])('%s is no path: 404 before anybody asks for a key', async (target) => {
  expectProblem(await server.call('GET', target), 'route_not_found');
});

test('a target with a host in it is no path, so that no other host is ever asked', async () => {
  expectProblem(
    await server.call('GET', 'http://other.example/v1/whoami', { key: server.keys.admin }),
    'route_not_found',
  );
});

test.each([
  '..',
  '.',
  '%2e%2e',
  '%2E%2E',
  '%2e%2e%2f%2e%2e',
  'a%2Fb',
  '%20',
  '%00',
  '*',
  "' OR 1=1 --".replaceAll(' ', '%20'),
  'key_%F0%9F%94%91',
])('an id of %s names no record and leads to no other path', async (id) => {
  const { broker } = server.keys;
  expect((await server.call('GET', `/v1/keys/${id}`, { key: broker })).body.code).toMatch(
    /^(not_found|validation_failed)$/,
  );
  expectProblem(
    await server.call('POST', `/v1/keys/${id}/revoke`, { key: broker, body: { reason: 'other' } }),
    id === '%00' ? 'validation_failed' : 'not_found',
  );
});

test('the id of a record with one letter encoded is the same id', async () => {
  const id = fixtureId('key', 'agent');
  const answer = await server.call<{ id: string }>('GET', `/v1/keys/%6b${id.slice(1)}`, {
    key: server.keys.broker,
  });
  expect(answer.body.id).toBe(id);
});

test('an id that is longer than any is refused under its place', async () => {
  const answer = await server.call('GET', `/v1/keys/${'k'.repeat(65)}`, { key: server.keys.broker });
  expectProblem(answer, 'validation_failed', ['/path/keyId']);
});

test.each([
  ['DELETE', '/v1/whoami', 'GET'],
  ['HEAD', '/v1/whoami', 'GET'],
  ['HEAD', '/health/live', 'GET'],
  ['PUT', '/v1/keys', 'GET, POST'],
  ['OPTIONS', '/v1/keys', 'GET, POST'],
  ['TRACE', '/v1/keys', 'GET, POST'],
  ['POST', `/v1/properties/lst_1`, 'DELETE, GET, PATCH'],
  ['GET', '/v1/keys/key_1/revoke', 'POST'],
  ['POST', '/_mock/clock', 'GET, PUT'],
  ['GET', '/_mock/reset', 'POST'],
])('%s %s is 405 without a key, and Allow says %s', async (method, target, allow) => {
  const answer = await server.call(method, target);
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe(allow);
  if (method === 'HEAD') expect(answer.text).toBe('');
  else expectProblem(answer, 'method_not_allowed');
});

test('a method in small letters is another method, and none that HTTP has', async () => {
  const client = await openRaw(server.port);
  client.send('get /v1/whoami HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect(await client.answer()).toMatchObject({ status: 400 });
  await client.closed();
});

test('a page on this machine is told what it may send; OPTIONS from no page is 405', async () => {
  const answer = await server.call('OPTIONS', '/v1/keys', { headers: ['Origin', 'http://localhost:5173'] });
  expect(answer.status).toBe(204);
  expect(answer.text).toBe('');
  expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  expect(answer.headers.get('access-control-allow-headers')).toContain('X-API-Key');
  expect(answer.headers.get('access-control-allow-methods')).toContain('PATCH');
});
