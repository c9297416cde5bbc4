import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { policies } from '@homestar/sdk/internal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { type ReaderFolder, readerFolder } from './reader-folder.ts';
import { snippets } from './snippets.ts';

const readme = new URL('../../README.md', import.meta.url);
const root = new URL('../..', import.meta.url);

let server: TestServer;
let folder: ReaderFolder;
beforeAll(async () => {
  // A window of a second, so that waiting for it takes no minute.
  const lineage = { ...policies.lineage, windowSeconds: 1 };
  server = await startServer({ mode: 'running', policies: { ...policies, lineage } });
  folder = readerFolder('readme');
});
afterAll(() => server.close());

const here = (code: string) => code.replaceAll('http://127.0.0.1:4010', server.url);

describe('the README, as it is pasted', () => {
  const [listing, revoked, limited] = snippets(readme, 'js') as [string, string, string];

  test('the first call prints three listings of Austin', async () => {
    const { stdout } = await node('first-call.mjs', listing);
    expect(stdout.trim().split('\n')).toHaveLength(3);
    expect(stdout).toMatch(/^lst_\w{12} .+ \d+$/m);
  });

  test('a revoked key is a typed error', async () => {
    const { stdout } = await node('revoked.mjs', revoked);
    expect(stdout).toMatch(/^key_revoked req_\w{22}$/m);
  });

  test('an allowance that is used up is waited for', async () => {
    const { stdout } = await node('limited.mjs', limited);
    expect(stdout).toMatch(/call 5\nretry rate_limited \d+/);
    expect(stdout).toMatch(/call 6\n$/);
  });

  test('the life of a key, step by step in one shell', async () => {
    const steps = snippets(readme, 'sh', 'The life of a key');
    expect(steps.length).toBeGreaterThan(5);
    const { stdout } = await bash(steps.join('echo "--"\n'));
    const printed = stdout.split('--\n').slice(1);
    expect(JSON.parse(printed[0]!).data).toHaveLength(1);
    expect(printed[1]).toMatch(/^api-key-successor: key_\w{12}$/im);
    expect(JSON.parse(printed[2]!.split('\n')[0]!)).toMatchObject({ role: 'agent' });
    expect(printed[2]).toMatch(/^api-key-expires: @\d+/im);
    expect(printed[3]).toBe('retired\nkey_retired\n');
    const receipt = JSON.parse(printed[4]!);
    expect(receipt).toMatchObject({ reason: 'keyCompromise', otherUsableKeys: [] });
    expect(receipt.lastAcceptedRequest.requestId).toMatch(/^req_/);
    expect(printed[5]).toMatch(/key_revoked/);
    expect(printed[5]).toMatch(/^Pasted into a ticket\.$/m);
  });

  test.each(snippets(readme, 'sh').filter((code) => code.startsWith('curl')))('%s', async (code) => {
    const { stdout } = await bash(code.replace('curl', 'curl --silent --show-error --fail'));
    expect(JSON.parse(stdout).data.length).toBeGreaterThan(0);
  });
});

/** In one shell, at the root, with the command as it stands in the sources. */
function bash(code: string) {
  const command = `node --conditions=@homestar/source mock-server/src/cli/main.ts`;
  return promisify(execFile)(
    'bash',
    ['-euo', 'pipefail', '-c', here(code).replaceAll('npm start --silent --', command)],
    { cwd: root, env: { ...process.env, HOMESTAR_MOCK_URL: server.url } },
  );
}

function node(name: string, code: string) {
  folder.write(name, here(code));
  return folder.run(name);
}
