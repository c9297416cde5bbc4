import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';

const root = join(import.meta.dirname, '../..');
let folder: string;
let packed: string[];

beforeAll(() => {
  folder = tempFolder('packed');
  execFileSync('npm', ['run', 'build', '--silent'], { cwd: root, stdio: 'pipe' });
  const report = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  const [{ filename, files }] = JSON.parse(report) as [{ filename: string; files: { path: string }[] }];
  packed = files.map(({ path }) => path);
  const home = join(folder, 'node_modules/@homestar/sdk');
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', home, '--strip-components=1']);
  // Its two run-time dependencies as installed here, and nothing else.
  for (const name of ['undici', 'zod'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
}, 120_000);

const use = `
  const client = new HomeStar({ apiKey: 'idx_test_000agent0000_00000000000000000000PublicTestKeyNotASecret16Rmvv', baseUrl: 'http://127.0.0.1:9' });
  client.whoami.get({ maxRetries: 0 }).catch((error) => console.log(error instanceof HomeStarError, error.code));
`;

test('an empty project imports it as ESM', () => {
  writeFileSync(join(folder, 'use.mjs'), `import { HomeStar, HomeStarError } from '@homestar/sdk';${use}`);
  expect(node('use.mjs')).toBe('true connect_failed\n');
});

test('an empty project requires it as CommonJS', () => {
  writeFileSync(
    join(folder, 'use.cjs'),
    `const { HomeStar, HomeStarError } = require('@homestar/sdk');${use}`,
  );
  expect(node('use.cjs')).toBe('true connect_failed\n');
});

test('both copies in one process know each other’s errors', () => {
  writeFileSync(
    join(folder, 'both.mjs'),
    `import { createRequire } from 'node:module';
     import * as esm from '@homestar/sdk';
     const cjs = createRequire(import.meta.url)('@homestar/sdk');
     try { new cjs.HomeStar({ apiKey: '{}' }); } catch (error) {
       console.log(cjs !== esm, error instanceof esm.UsageError, error instanceof esm.HomeStarError, error instanceof esm.RateLimitError);
     }`,
  );
  expect(node('both.mjs')).toBe('true true true false\n');
});

test.each(['node16', 'bundler'])(
  'an empty TypeScript project compiles against it under "%s"',
  (resolution) => {
    writeFileSync(
      join(folder, `use-${resolution}.mts`),
      `import { HomeStar, type Key, type Property } from '@homestar/sdk';
     import { redact } from '@homestar/sdk/redact';
     const client = new HomeStar();
     export async function first(): Promise<Property | undefined> {
       const key: Key = await client.keys.get('key_000agent0000');
       console.log(redact(key.name));
       return (await client.properties.list({ limit: 1 })).data[0];
     }`,
    );
    const compilerOptions = {
      noEmit: true,
      target: 'es2024',
      strict: true,
      types: [],
      lib: ['es2024', 'dom'],
      module: resolution === 'node16' ? 'node16' : 'esnext',
      moduleResolution: resolution,
    };
    const project = join(folder, `tsconfig.${resolution}.json`);
    writeFileSync(project, JSON.stringify({ compilerOptions, files: [`use-${resolution}.mts`] }));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '--project', project], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  },
);

test('the tarball holds the build, its sources and the contract, and no test, server or key', () => {
  expect(packed.filter((path) => !/^(dist|src)\//.test(path)).sort()).toEqual([
    'LICENSE',
    'README.md',
    'openapi/bundled/homestar.json',
    'package.json',
  ]);
  for (const file of readdirSync(join(folder, 'node_modules/@homestar/sdk/dist')).filter((name) =>
    /\.c?js$/.test(name),
  )) {
    expect(readFileSync(join(folder, 'node_modules/@homestar/sdk/dist', file), 'utf8')).not.toContain(
      'PublicTestKey',
    );
  }
});

function node(file: string): string {
  return execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
}
