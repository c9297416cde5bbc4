import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../support/expect-problem.ts';
import { openRaw } from '../support/raw-connection.ts';
import { strangeKey } from '../support/real-keys.ts';
import { type Asking, type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** Every later fault at once; each row takes away those that come before its own. */
const allFaults = () => ({
  foreignHost: ['Host', 'attacker.example'],
  foreignOrigin: ['Origin', 'https://attacker.example'],
  twoKeys: ['X-API-Key', server.keys.agent, 'X-API-Key', server.keys.agent],
  keyInHeader: ['Authorization', `Bearer ${strangeKey()}`],
  address: ['X-Mock-Client-IP', 'nowhere'],
  idempotency: ['Idempotency-Key', 'with space'],
});
type Fault = keyof ReturnType<typeof allFaults>;

async function ask(method: string, path: string, faults: readonly Fault[], asking: Asking = {}) {
  const all = allFaults();
  const headers = [...(asking.headers ?? []), ...faults.flatMap((fault) => all[fault])];
  return server.call(method, path, { ...asking, headers });
}
const late: Fault[] = ['keyInHeader', 'address', 'idempotency'];

test('what is asked first decides: host, origin, path, method, then the key, and the body last of all', async () => {
  const badBody = { rawBody: '{', headers: ['Content-Type', 'text/plain'] };
  const inUrl = `?a=${strangeKey()}`;
  const all = [...late, 'twoKeys'] as Fault[];
  expectProblem(
    await ask('PUT', `/none${inUrl}`, ['foreignHost', 'foreignOrigin', ...all], badBody),
    'host_not_allowed',
  );
  expectProblem(await ask('PUT', `/none${inUrl}`, ['foreignOrigin', ...all], badBody), 'origin_not_allowed');
  expectProblem(await ask('PUT', `/none${inUrl}`, all, badBody), 'route_not_found');
  expectProblem(await ask('PUT', `/v1/keys${inUrl}`, all, badBody), 'method_not_allowed');
  expectProblem(await ask('POST', `/v1/keys${inUrl}`, all, badBody), 'api_key_repeated');
  expectProblem(await ask('POST', `/v1/keys${inUrl}`, late, badBody), 'key_in_url');
  expectProblem(await ask('POST', '/v1/keys', late, badBody), 'key_in_header');
  expectProblem(await ask('POST', '/v1/keys', ['idempotency'], badBody), 'key_missing');
  const keyed = (key: string) => ask('POST', '/v1/keys?x=1', ['idempotency'], { ...badBody, key });
  expectProblem(await keyed('nonsense'), 'key_malformed');
  expectProblem(await keyed(strangeKey()), 'key_unknown');
  expectProblem(await keyed(server.keys.revoked), 'key_revoked');
  expectProblem(await keyed(server.keys.agent), 'permission_denied');
  expectProblem(await keyed(server.keys.broker), 'unsupported_media_type');
  const json = { body: { role: 'admin', name: 7 }, key: server.keys.broker };
  expectProblem(await ask('POST', '/v1/keys?x=1', ['idempotency'], json), 'idempotency_key_invalid');
  expectProblem(await ask('POST', '/v1/keys?x=1', [], json), 'mfa_required');
  const both = await ask('POST', '/v1/keys?x=1', [], {
    ...json,
    body: { name: 7, purpose: 'p', role: 'agent' },
  });
  expectProblem(both, 'validation_failed', ['/query/x', '/body/name']);
});

test.each([
  ['no key', undefined, 401],
  ['a key that is revoked', 'revoked', 401],
  ['a key without the permission', 'agent', 403],
] as const)('an attacker with %s cannot make the server wait for a body', async (_name, name, status) => {
  const client = await openRaw(server.port);
  const key = name ? `X-API-Key: ${server.keys[name]}\r\n` : '';
  client.send(`POST /v1/users HTTP/1.1\r\nHost: localhost\r\n${key}Content-Length: 100\r\n\r\n`);
  expect(await client.answer()).toMatchObject({ status, headers: { connection: 'close' } });
  await client.closed();
});
