import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { outputs } from './outputs.ts';

// npm run generate            writes what is made of the contract
// … generate/main.ts --check  writes nothing, and fails where a file is not what the contract makes

process.chdir(resolve(import.meta.dirname, '../..'));
const check = process.argv.includes('--check');
const stale: string[] = [];

for (const [path, code] of await outputs()) {
  const present = await readFile(path, 'utf8').catch(() => null);
  if (present === code) continue;
  stale.push(path);
  if (check) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
}

for (const path of stale) console.log(check ? `${path} is not what the contract makes` : `wrote ${path}`);
if (check && stale.length > 0) {
  console.error('Run "npm run generate" and commit what it writes.');
  process.exitCode = 1;
}
