import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';
import { runCommand, startReady } from './command.ts';

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
    `${join(folder, 'b.db.secrets')} does not belong to ${data} (encryption version 1 differs). Name the file that was made with it, with --secrets.`,
  );
});

interface SecretsForm {
  peppers: { version: number; key: string }[];
  encryption: { version: number; key: string }[];
  sealing: { version?: number; privateKey: string };
}

/** A copy of the right secrets, altered. */
function altered(name: string, alter: (form: SecretsForm) => void): string {
  const path = join(folder, name);
  const form = JSON.parse(readFileSync(`${data}.secrets`, 'utf8')) as SecretsForm;
  alter(form);
  writeFileSync(path, JSON.stringify(form), { mode: 0o600 });
  return path;
}

const freshKey = (version: number) => ({ version, key: randomBytes(32).toString('base64') });

describe('attack: secrets that lack a version which the database was made with', () => {
  test.each<[string, (form: SecretsForm) => void]>([
    ['pepper', (form) => (form.peppers = [freshKey(2)])],
    ['encryption', (form) => (form.encryption = [freshKey(2)])],
    ['sealing', (form) => (form.sealing.version = 2)],
  ])('%s: refused, and nothing is noted', async (kind, alter) => {
    const before = readFileSync(data);
    const lacking = altered(`lacks-${kind}`, alter);
    expect(await refused('--data', data, '--secrets', lacking)).toBe(
      `${lacking} does not belong to ${data} (${kind} version 1 is missing). Name the file that was made with it, with --secrets.`,
    );
    expect(readFileSync(data)).toEqual(before);
  });

  test('nothing of the refused file was noted: a version 2 of its own is taken', async () => {
    const copy = join(folder, 'copy.db');
    copyFileSync(data, copy);
    const lacking = altered('lacking', (form) => (form.peppers = [freshKey(2)]));
    await refused('--data', copy, '--secrets', lacking);
    const both = altered('both', (form) => form.peppers.push(freshKey(2)));
    const served = await startReady('serve', '--data', copy, '--secrets', both);
    expect((await served.stop()).code).toBe(0);
    // From now on the database knows version 2.
    expect(await refused('--data', copy, '--secrets', `${data}.secrets`)).toContain(
      '(pepper version 2 is missing)',
    );
  });
});

describe('attack: a database that init has not made to its end', () => {
  test('an empty file does not become a server that no key opens', async () => {
    const empty = join(folder, 'empty.db');
    writeFileSync(empty, '');
    expect(await refused('--data', empty, '--secrets', `${data}.secrets`)).toBe(
      `${empty} holds no HomeStar database, or one that was never finished. Restore a backup, or move it away and make one with "homestar-mock init".`,
    );
    expect(readFileSync(empty)).toHaveLength(0);
  });

  test('one without an environment is left as it is', async () => {
    const cut = join(folder, 'cut.db');
    copyFileSync(data, cut);
    const db = new DatabaseSync(cut);
    db.exec("DELETE FROM meta WHERE name = 'environment'");
    db.close();
    const before = readFileSync(cut);
    expect(await refused('--data', cut, '--secrets', `${data}.secrets`)).toContain('never finished');
    expect(readFileSync(cut)).toEqual(before);
  });
});

test('a folder in the place of a file', async () => {
  expect(await refused('--data', folder)).toBe(`${folder} is not a file. Name the database with --data.`);
  expect(await refused('--data', data, '--secrets', folder)).toBe(
    `${folder} is not a file. Name the secrets file with --secrets.`,
  );
});

test.skipIf(process.platform === 'win32')(
  'attack: a pipe that nobody writes to does not hold it',
  async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', ['-m', '600', pipe]);
    expect(await refused('--data', data, '--secrets', pipe)).toContain(`${pipe} is not a file.`);
    expect(await refused('--data', pipe, '--secrets', `${data}.secrets`)).toContain(`${pipe} is not a file.`);
  },
);

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
