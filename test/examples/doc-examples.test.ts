import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { operations } from '@homestar/sdk/internal';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secrets } from '../../mock-server/src/fixtures/hashes.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { asModule, docExamples, promisedOutput } from './doc-examples.ts';
import { startExampleApi } from './example-api.ts';

const root = join(import.meta.dirname, '../..');
const examples = docExamples(join(root, 'src'));
const fileOf = (index: number) => `example-${index}.ts`;

let folder: string;
let api: Awaited<ReturnType<typeof startExampleApi>>;
beforeAll(async () => {
  api = await startExampleApi();
  folder = tempFolder('examples');
  mkdirSync(join(folder, 'node_modules/@homestar'), { recursive: true });
  symlinkSync(root, join(folder, 'node_modules/@homestar/sdk'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  examples.forEach((example, index) => {
    writeFileSync(join(folder, fileOf(index)), asModule(example));
  });
});
afterAll(() => api.close());

test('every example in the doc comments compiles', () => {
  const compilerOptions = {
    typeRoots: [join(root, 'node_modules/@types')],
    noUnusedLocals: false,
  };
  const project = join(folder, 'tsconfig.json');
  const files = examples.map((_, index) => fileOf(index));
  writeFileSync(
    project,
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, files, include: [] }),
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '--project', project], { encoding: 'utf8' });
  expect(stdout).toBe('');
});

test.each(examples.map((example, index) => ({ ...example, index })))('$place runs', async (example) => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@homestar/source', fileOf(example.index)],
    { cwd: folder, env: { ...process.env, HOMESTAR_BASE_URL: api.url, HOMESTAR_API_KEY: secrets.broker } },
  );
  const printed = stdout.split('\n');
  for (const promised of promisedOutput(example)) expect(printed).toContain(promised);
  expect(api.faults).toEqual([]);
});

test('each operation has an example, and the examples call each operation', () => {
  expect([...new Set(api.asked)].sort()).toEqual(Object.keys(operations).sort());
});
