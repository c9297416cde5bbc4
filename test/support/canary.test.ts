import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { makeCanary, secretPartOf } from './canary.ts';
import { searchFolder, watchStream } from './search-output.ts';
import { tempFolder } from './temp-folder.ts';
import './run-context.ts';

const canary = makeCanary();
const secretPart = secretPartOf(canary);

test.each([
  ['as it is', canary],
  ['in other text', `{"a":"x${secretPart}"}`],
  ['as UTF-16', Buffer.from(canary, 'utf16le')],
  ['in hexadecimal', Buffer.from(canary).toString('hex')],
  ['backwards', [...canary].reverse().join('')],
  ['as base64', Buffer.from(canary).toString('base64')],
  ['as base64, one byte on', Buffer.from(`:${canary}`).toString('base64')],
  ['as base64, two bytes on', Buffer.from(`u:${canary} and more`).toString('base64url')],
])('a file that holds a key %s is found', (_name, text) => {
  const folder = tempFolder('search');
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep', 'file'), text);
  writeFileSync(join(folder, 'innocent'), makeCanary());
  expect(searchFolder(folder, secretPart)).toEqual([expect.stringContaining(join(folder, 'deep', 'file'))]);
});

test('a key in the name of a file is found', () => {
  const folder = tempFolder('search');
  writeFileSync(join(folder, canary), '');
  expect(searchFolder(folder, secretPart)).toHaveLength(1);
});

test('a key that is printed in two pieces is found', () => {
  const printed: string[] = [];
  const stream = { write: (text: string) => printed.push(text) } as unknown as NodeJS.WriteStream;
  const watch = watchStream(stream, secretPart);
  stream.write(canary.slice(0, 40));
  stream.write(canary.slice(40));
  expect(watch.stop()).toBe('plain');
  expect(printed.join('')).toBe(canary);
});

test("what a test writes, in its own temporary folder too, lies where the run's end searches", () => {
  expect(process.env.TMPDIR).toBe(inject('outputRoot'));
  expect(tempFolder()).toContain(inject('outputRoot'));
});
