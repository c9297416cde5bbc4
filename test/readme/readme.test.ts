import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { policies } from '@homestar/sdk/internal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { snippets } from './snippets.ts';

const readme = new URL('../../README.md', import.meta.url);
const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

let server: TestServer;
let folder: string;
beforeAll(async () => {
  // A window of a second, so that waiting for it takes no minute.
  const lineage = { ...policies.lineage, windowSeconds: 1 };
  server = await startServer({ mode: 'running', policies: { ...policies, lineage } });
  folder = tempFolder('readme');
  await mkdir(join(folder, 'node_modules/@homestar'), { recursive: true });
  await symlink(root, join(folder, 'node_modules/@homestar/sdk'));
});
afterAll(() => server.close());

const here = (code: string) => code.replaceAll('http://127.0.0.1:4010', server.url);

describe('the README, as it is pasted', () => {
  const [listing, revoked, limited] = snippets(readme, 'js') as [string, string, string];

  test('the first call prints three listings of Austin and more', async () => {
    const { stdout } = await node('first-call.mjs', listing);
    expect(stdout.trim().split('\n').length).toBeGreaterThan(3);
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

  test.each(snippets(readme, 'sh').filter((code) => code.startsWith('curl')))('%s', async (code) => {
    const { stdout } = await run('bash', [
      '-c',
      here(code.replace('curl', 'curl --silent --show-error --fail')),
    ]);
    expect(JSON.parse(stdout).data.length).toBeGreaterThan(0);
  });
});

/** The package's name resolves to these sources, as in the repository it does to its build. */
async function node(name: string, code: string) {
  await writeFile(join(folder, name), here(code));
  return run(process.execPath, ['--conditions=@homestar/source', name], { cwd: folder });
}
