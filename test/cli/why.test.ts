/* The command that explains an answer, as a process of its own against a server that listens. */
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Decision } from '@homestar/sdk/internal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { secrets } from '../../mock-server/src/fixtures/hashes.ts';
import { type QaServer, startServer, startStrictServer } from '../support/server.ts';

const main = fileURLToPath(new URL('../../mock-server/src/cli/main.ts', import.meta.url));

let server: QaServer;
beforeAll(async () => {
  server = await startServer({ canary: false });
});
afterAll(() => server.close());

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `homestar-mock why` to its end, with nothing of this process's own environment but these variables. */
function why(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const { HOMESTAR_API_KEY, HOMESTAR_SECONDARY_API_KEY, HOMESTAR_MOCK_URL, ...rest } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=@homestar/source', main, 'why', ...args],
      { env: { ...rest, ...env } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}
const here = () => ({ HOMESTAR_MOCK_URL: server.url });
const oneLine = /^homestar-mock: [^\n]+\n$/;

async function requestId(target: string, key?: string, headers: readonly string[] = []): Promise<string> {
  const answer = await server.call('GET', target, { ...(key !== undefined && { key }), headers });
  return answer.headers.get('Request-Id')!;
}

describe('explains', () => {
  test('a refusal: each check, what the failing one compared, and what to do', async () => {
    const id = await requestId('/v1/users', server.keys.agent);
    const { code, stdout, stderr } = await why([id], here());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toBe(`${id}: users.list refused with 403`);
    expect(lines[1]).toMatch(/^2026-03-01T12:00:00\.000Z, event \d+, by key_000agent0000 of role agent$/);
    expect(lines[3]).toBe('   1 ✓ receive   host');
    expect(lines.filter((line) => line.includes('✗'))).toEqual([
      expect.stringMatching(/^ {2}26 ✗ authorize permission +needed: users:read; role: agent; held: \S.*$/),
    ]);
    expect(lines.slice(-2)).toEqual([
      '403 permission_denied: This API key lacks the permission.',
      'Next: Use a key whose role and scopes grant the permission that the detail names.',
    ]);
  });

  test('what a key’s standing was judged by, in words', async () => {
    const { stdout } = await why([await requestId('/v1/whoami', server.keys.revoked)], here());
    expect(stdout).toMatch(/✗ vet +not_revoked +status: revoked; revoked at: 2026-02-28T12:00:00\.000Z\n/);
  });

  test('an allowed request', async () => {
    const { code, stdout } = await why([await requestId('/v1/whoami', server.keys.agent)], here());
    expect(code).toBe(0);
    expect(stdout).not.toContain('✗');
    expect(stdout).toMatch(/\n200: all checks were passed\.\n$/);
  });

  test('a request id as it is pasted: with white space, and as the header it came in', async () => {
    const id = await requestId('/v1/whoami', server.keys.agent);
    for (const pasted of [` ${id} `, `request-id: ${id}`]) expect((await why([pasted], here())).code).toBe(0);
  });

  test('a verification, with what was answered about the key', async () => {
    const body = { apiKey: server.keys.suspended };
    const answer = await server.call('POST', '/v1/keys/verify', { key: server.keys.broker, body });
    const { stdout } = await why([answer.headers.get('Request-Id')!], here());
    expect(stdout).toContain('the key that was shown was told to be not valid, key_suspended.');
  });

  test('a repeated refusal', async () => {
    const asking = { key: server.keys.broker, body: { role: 'king' }, headers: ['Idempotency-Key', 'why'] };
    await server.call('POST', '/v1/users', asking);
    const again = await server.call('POST', '/v1/users', asking);
    const { stdout } = await why([again.headers.get('Request-Id')!], here());
    expect(stdout).toContain('422: the answer that the first request with this Idempotency-Key got.');
  });

  test('in colour on a terminal only: what is piped has no escape sequence, whatever FORCE_COLOR says', async () => {
    const id = await requestId('/v1/users', server.keys.agent);
    const { stdout } = await why([id], { ...here(), FORCE_COLOR: '1' });
    expect(stdout).toContain('✗');
    expect(stdout).not.toContain('\u001b');
  });
});

test('--json prints the decision as it was answered', async () => {
  const id = await requestId('/v1/users', server.keys.agent);
  const { stdout } = await why([id, '--json'], here());
  const answer = await server.call<Decision>('GET', `/v1/decisions/${id}`, { key: server.keys.admin });
  expect(JSON.parse(stdout)).toEqual(answer.body);
  expect(stdout.trimEnd()).not.toContain('\n');
});

describe('where and with which key', () => {
  test('--url goes before HOMESTAR_MOCK_URL', async () => {
    const id = await requestId('/v1/whoami', server.keys.agent);
    const { code } = await why([id, '--url', server.url], { HOMESTAR_MOCK_URL: 'http://127.0.0.1:9' });
    expect(code).toBe(0);
  });

  test('HOMESTAR_API_KEY goes before the magic key', async () => {
    const broker = { ...here(), HOMESTAR_API_KEY: server.keys.broker };
    expect((await why([await requestId('/v1/users', server.keys.agent)], broker)).code).toBe(0);
    const theirs = await why([await requestId('/v1/users', server.keys.otherBroker)], broker);
    expect(theirs.code).toBe(1);
    expect(theirs.stderr).toMatch(/knows of no request req_\w+, or the key may not see it/);
  });

  test('a strict server on this machine, with its own key', async () => {
    const strict = await startStrictServer({ canary: false });
    const answer = await strict.call('GET', '/v1/whoami', { key: strict.keys.admin });
    const id = answer.headers.get('Request-Id')!;
    const env = { HOMESTAR_MOCK_URL: strict.url };
    expect((await why([id], { ...env, HOMESTAR_API_KEY: strict.keys.admin })).code).toBe(0);
    const { code, stderr } = await why([id], env);
    expect({ code, line: oneLine.test(stderr) }).toEqual({ code: 1, line: true });
    expect(stderr).toContain('401 key_unknown');
    expect(stderr).toContain('Set HOMESTAR_API_KEY');
    await strict.close();
  });

  test.each(['https://127.0.0.1.homestar.example', 'http://10.0.0.1:4010'])(
    'attack: a server elsewhere (%s) is sent the published key: it is asked for one of its own',
    async (url) => {
      const { code, stdout, stderr } = await why(['req_0000000000000000000000', '--url', url]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(oneLine);
      expect(stderr).toContain('Set HOMESTAR_API_KEY');
    },
  );

  test('attack: a key goes over plain http to another machine: it is not sent', async () => {
    const { code, stderr } = await why(['req_0000000000000000000000', '--url', 'http://10.0.0.1:4010'], {
      HOMESTAR_API_KEY: secrets.admin,
    });
    expect({ code, line: oneLine.test(stderr) }).toEqual({ code: 2, line: true });
    expect(stderr).toContain('plain http');
    expect(stderr).not.toContain('PublicTestKey');
  });
});

describe('what goes wrong is said in one line with what to do', () => {
  const fails = async (code: number, args: readonly string[], env: Readonly<Record<string, string>>) => {
    const ran = await why(args, env);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code, stdout: '' });
    expect(ran.stderr).toMatch(oneLine);
    return ran.stderr;
  };
  const absent = 'req_0000000000000000000000';

  test('no server', async () => {
    const said = await fails(1, [absent], { HOMESTAR_MOCK_URL: 'http://127.0.0.1:9' });
    expect(said).toContain('No server answers at http://127.0.0.1:9. Start one with: homestar-mock');
  });

  test('a request that the server does not know', async () => {
    expect(await fails(1, [absent], here())).toContain(`knows of no request ${absent}`);
  });

  test('a key that is not accepted', async () => {
    const said = await fails(1, [absent], { ...here(), HOMESTAR_API_KEY: server.keys.revoked });
    expect(said).toContain('answered 401 key_revoked: This API key has been revoked.');
    expect(said).toContain('or unset it');
  });

  test('no key at all, by its form: said by the server alone', async () => {
    const said = await fails(1, [absent], { ...here(), HOMESTAR_API_KEY: 'secret' });
    expect(said).toContain('401 key_malformed');
  });

  test('a key that may not ask', async () => {
    const said = await fails(1, [absent], { ...here(), HOMESTAR_API_KEY: server.keys.agent });
    expect(said).toContain("Set HOMESTAR_API_KEY to a broker's or an administrator's key");
  });

  test('a request that was counted with others: the event that stands for it', async () => {
    const from = ['X-Mock-Client-IP', '203.0.113.9'];
    for (let i = 0; i < 10; i++) await requestId('/v1/whoami', server.keys.unknown, from);
    const id = await requestId('/v1/whoami', server.keys.unknown, from);
    expect(await fails(1, [id], here())).toContain('is not written yet');
    await server.clock.advance(60_000);
    const answer = await server.call('GET', `/v1/decisions/${id}`, { key: server.keys.admin });
    expect(await fails(1, [id], here())).toContain(`event ${answer.body.sequence} of the audit log`);
  });

  test.each(['req_1', '../v1/whoami'])('"%s" is no request id', async (id) => {
    expect(await fails(2, [id], here())).toContain('is no request id. One looks like req_');
  });

  test('a key in the place of the id is not repeated', async () => {
    expect(await fails(2, [server.keys.admin], here())).not.toContain('PublicTestKey');
  });

  test.each(['localhost:4010', 'http://me:password@localhost'])(
    '--url "%s" is no address, and is not repeated',
    async (url) => {
      const said = await fails(2, [absent, '--url', url], {});
      expect(said).toContain('--url takes an http or https address such as http://127.0.0.1:4010.');
      expect(said).not.toContain('password');
    },
  );

  test('HOMESTAR_MOCK_URL that is none', async () => {
    expect(await fails(2, [absent], { HOMESTAR_MOCK_URL: 'nowhere' })).toContain('HOMESTAR_MOCK_URL takes');
  });

  test.each([
    ['a page', '<html>', 'what answered may not be the API'],
    ['other JSON', '{"hello":1}', 'is no HomeStar server'],
    [
      'nonsense where checks belong',
      '{"actor":{},"outcome":"x","checks":[{"stage":null}]}',
      'is no HomeStar server',
    ],
  ])('something else than the API: %s', async (_, body, expected) => {
    const headers = { 'Content-Type': body.startsWith('{') ? 'application/json' : 'text/html' };
    const other = createServer((_request, response) => response.writeHead(200, headers).end(body));
    other.listen(0, '127.0.0.1');
    await new Promise((listening) => other.once('listening', listening));
    const { port } = other.address() as AddressInfo;
    const said = await fails(1, [absent], { HOMESTAR_MOCK_URL: `http://127.0.0.1:${port}` });
    expect(said).toContain(expected);
    other.close();
  });
});

test('attack: what a caller sent rewrites the terminal of who asks why', async () => {
  const id = await requestId('/v1/%1b%5b2J%1b%5d0%3bowned%07%0areq');
  const { stdout } = await why([id], here());
  expect(stdout).toContain('path: /v1/\\u001b[2J\\u001b]0;owned\\u0007\\u000areq');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there.
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});
