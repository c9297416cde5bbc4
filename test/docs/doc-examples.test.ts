import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { operations } from '@homestar/sdk/internal';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secrets } from '../../mock-server/src/fixtures/hashes.ts';
import { asModule, docExamples, promisedOutput } from './doc-examples.ts';
import { startExampleApi } from './example-api.ts';
import { type ReaderFolder, readerFolder } from './reader-folder.ts';

const root = join(import.meta.dirname, '../..');
const examples = docExamples(join(root, 'src'));
const fileOf = (index: number) => `example-${index}.ts`;

let folder: ReaderFolder;
let api: Awaited<ReturnType<typeof startExampleApi>>;
beforeAll(async () => {
  api = await startExampleApi();
  folder = readerFolder('examples');
  examples.forEach((example, index) => {
    folder.write(fileOf(index), asModule(example));
  });
});
afterAll(() => api.close());

test('every example in the doc comments compiles', () => {
  const compilerOptions = {
    typeRoots: [join(root, 'node_modules/@types')],
    noUnusedLocals: false,
  };
  const files = examples.map((_, index) => fileOf(index));
  folder.write(
    'tsconfig.json',
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, files, include: [] }),
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '--project', folder.path], { encoding: 'utf8' });
  expect(stdout).toBe('');
});

test.each(examples.map((example, index) => ({ ...example, index })))('$place runs', async (example) => {
  const { stdout } = await folder.run(fileOf(example.index), {
    HOMESTAR_BASE_URL: api.url,
    HOMESTAR_API_KEY: secrets.broker,
  });
  const printed = stdout.split('\n');
  for (const promised of promisedOutput(example)) expect(printed).toContain(promised);
  expect(api.faults).toEqual([]);
});

test('each operation has an example, and the examples call each operation', () => {
  expect([...new Set(api.asked)].sort()).toEqual(Object.keys(operations).sort());
});
