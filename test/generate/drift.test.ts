import { execFile } from 'node:child_process';
import { access, appendFile, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const repository = resolve(import.meta.dirname, '../..');
let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'homestar-generate-'));
  for (const part of ['openapi', 'src/contract', 'biome.json', 'package.json']) {
    await cp(join(repository, part), join(copy, part), { recursive: true });
  }
  await symlink(join(repository, 'node_modules'), join(copy, 'node_modules'));
  expect(await run()).toMatchObject({ status: 0 });
}, 60_000);

afterAll(() => rm(copy, { recursive: true }));

test('what was just generated is not stale', async () => {
  expect(await run('--check')).toEqual({ status: 0, output: '' });
});

test('an edited and a missing output are named, with the command that mends them, and left as they are', async () => {
  const edited = join(copy, 'src/generated/types.ts');
  const missing = join(copy, 'mock-server/openapi/control.json');
  await appendFile(edited, '// by hand\n');
  await rm(missing);
  const { status, output } = await run('--check');
  expect(status).toBe(1);
  expect(output.split('\n').sort()).toEqual([
    '',
    'Run "npm run generate" and commit what it writes.',
    'mock-server/openapi/control.json is not what the contract makes',
    'src/generated/types.ts is not what the contract makes',
  ]);
  expect(await readFile(edited, 'utf8')).toContain('// by hand');
  await expect(access(missing)).rejects.toThrow('ENOENT');
});

test('a changed contract makes the outputs that say it stale', async () => {
  await appendFile(
    join(copy, 'openapi/problems.yaml'),
    'tea_only:\n  { status: 418, title: T, action: A, retry: never }\n',
  );
  const { status, output } = await run('--check');
  expect(status).toBe(1);
  expect(output).toContain('src/generated/problems.ts is not');
  expect(output).toContain('openapi/bundled/homestar.json is not');
  expect(output).not.toContain('src/generated/roles.ts');
});

function run(...options: string[]): Promise<{ status: number; output: string }> {
  const main = join(copy, 'openapi/generate/main.ts');
  const node = join(repository, 'node_modules/.bin/node');
  return new Promise((done) => {
    execFile(node, [main, ...options], { cwd: tmpdir() }, (error, stdout, stderr) => {
      done({ status: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}
