/* What stands between client and server: caches that share answers, redirects that carry keys off, paths that are folded. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everything } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

describe('a shared cache serves one key’s answer to another', () => {
  test.each([
    ['whoami', 200, 'GET', '/v1/whoami', {}],
    ['a record', 200, 'GET', '/v1/brokerages/brk_000bartonCre', {}],
    ['a list', 200, 'GET', '/v1/properties?limit=1', {}],
    ['what is the same for all', 200, 'GET', '/v1/roles', {}],
    ['no such record', 404, 'GET', '/v1/brokerages/brk_999999999999', {}],
    ['no such path', 404, 'GET', '/v1/nowhere', {}],
    ['no such method', 405, 'DELETE', '/v1/whoami', {}],
    ['not allowed', 403, 'POST', '/v1/brokerages', { body: { name: 'A', timeZone: 'UTC' } }],
    ['bad input', 422, 'GET', '/v1/properties?limit=0', {}],
    ['a refused key', 401, 'GET', '/v1/whoami', { headers: ['X-API-Key', 'nonsense'] }],
    ['a new key', 201, 'POST', '/v1/keys', { body: { name: 'A', purpose: 'B', role: 'agent', scopes: [] } }],
  ] as const)('%s', async (_, status, method, target, sent) => {
    const own = 'headers' in sent ? {} : { key: server.keys.broker };
    const answer = await server.call(method, target, { ...own, ...sent });
    expect(answer.status).toBe(status);
    expect(answer.headers.all('Vary').join(', ').split(/, */)).toContain('X-API-Key');
    const shown = status === 200 ? 'private, no-cache' : 'no-store';
    expect(answer.headers.get('Cache-Control')).toBe(shown);
    expect(answer.headers.get('Expires')).toBeUndefined();
  });

  test('health is nobody’s own, and is stored nowhere', async () => {
    expect((await server.call('GET', '/health/ready')).headers.get('Cache-Control')).toBe('no-store');
  });
});

describe('a redirect takes the key elsewhere', () => {
  test.each([
    '/v1/whoami/',
    '/v1//whoami',
    '//v1/whoami',
    '//evil.example/v1/whoami',
    '/v1/./whoami',
    '/v1/keys/../whoami',
    '/V1/whoami',
    '/v1/whoami;a=b',
    '/v1/%77hoami',
    '/v1/whoami%2f',
    '/',
    '/v1',
  ])('%s is no other spelling of a path', async (target) => {
    const answer = await server.call('GET', target, { key: server.keys.broker });
    expect([answer.status, answer.body.code]).toEqual([404, 'route_not_found']);
    expect(answer.headers.get('Location')).toBeUndefined();
  });
});

describe('an id that is no id reaches another operation', () => {
  const revoked = () => {
    const page = { limit: 1000, after: null };
    const filter = { status: 'revoked', now: server.clock.now() };
    return server.world.store.tenant.keys(everything, filter, page).rows.map(({ key }) => key.id);
  };
  test.each([
    ['..', 'not_found'],
    ['.', 'not_found'],
    ['%2e%2e', 'not_found'],
    ['..%2f..%2fwhoami', 'not_found'],
    ['key_000agent0000%2frevoke', 'not_found'],
    ['%20key_000agent0000', 'not_found'],
    ['KEY_000AGENT0000', 'not_found'],
    ['', 'route_not_found'],
    ['%ff', 'route_not_found'],
  ])('revoking "%s"', async (id, code) => {
    const before = revoked();
    const sent = { key: server.keys.admin, body: { reason: 'other' } };
    const answer = await server.call('POST', `/v1/keys/${id}/revoke`, sent);
    expect([answer.status, answer.body.code]).toEqual([404, code]);
    expect(revoked()).toEqual(before);
  });

  test('revoking an id with a NUL behind it', async () => {
    const sent = { key: server.keys.admin, body: { reason: 'other' } };
    const answer = await server.call('POST', '/v1/keys/key_000agent0000%00/revoke', sent);
    expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed']);
  });
});
