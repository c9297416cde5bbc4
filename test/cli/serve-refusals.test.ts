import { chmodSync, copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';
import { runCommand } from './command.ts';

let folder: string;
let data: string;
beforeAll(async () => {
  folder = tempFolder('serve');
  data = join(folder, 'a.db');
  for (const name of ['a.db', 'b.db']) {
    expect((await runCommand('init', '--data', join(folder, name))).code).toBe(0);
  }
});

/** One line, exit code 1, and nothing of the folder was touched. */
async function refused(...args: readonly string[]): Promise<string> {
  const before = readdirSync(folder);
  const { code, stdout, stderr } = await runCommand('serve', '--port', '0', ...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^homestar-mock: [^\n]+\n$/);
  expect(readdirSync(folder)).toEqual(before);
  return stderr.slice('homestar-mock: '.length, -1);
}

test('a database that is not there', async () => {
  const missing = join(folder, 'missing.db');
  expect(await refused('--data', missing)).toBe(
    `${missing} does not exist. Make it with: homestar-mock init --data ${missing}`,
  );
});

test('a file that is no database', async () => {
  const text = join(folder, 'text.db');
  writeFileSync(text, 'not a database at all, '.repeat(100));
  expect(await refused('--data', text, '--secrets', `${data}.secrets`)).toContain(
    'is not a HomeStar database',
  );
});

test('a database of a newer version', async () => {
  const newer = join(folder, 'newer.db');
  copyFileSync(data, newer);
  const db = new DatabaseSync(newer);
  db.exec('PRAGMA user_version = 999');
  db.close();
  expect(await refused('--data', newer, '--secrets', `${data}.secrets`)).toContain(
    'was written by a newer version of this server',
  );
});

test('secrets that are not there', async () => {
  expect(await refused('--data', data, '--secrets', join(folder, 'none'))).toContain('none does not exist.');
});

test('secrets of another database', async () => {
  expect(await refused('--data', data, '--secrets', join(folder, 'b.db.secrets'))).toBe(
    `${join(folder, 'b.db.secrets')} does not belong to ${data} (pepper version 1 differs). Name the file that was made with it, with --secrets.`,
  );
});

test.skipIf(process.platform === 'win32')('secrets that others may read', async () => {
  const open = join(folder, 'open.secrets');
  copyFileSync(`${data}.secrets`, open);
  chmodSync(open, 0o644);
  expect(await refused('--data', data, '--secrets', open)).toContain(`Run: chmod 600 ${open}`);
});

test('a port that is taken', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => holder.once('listening', listening));
  const { port } = holder.address() as { port: number };
  expect(await refused('--data', data, '--port', String(port))).toBe(
    `Port ${port} is taken. Stop what uses it, or name another with --port (0 takes any that is free).`,
  );
  holder.close();
});
