import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { magicSecret } from '../../mock-server/src/fixtures/magic-secret.ts';
import { fingerprint } from '../../mock-server/src/vault/peppers.ts';
import { readSecretsFile } from '../../mock-server/src/vault/secrets-file.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { runCommand } from './command.ts';

/** One line, and exactly the files that were there before. */
async function refused(code: 1 | 2, folder: string, ...args: readonly string[]): Promise<string> {
  const before = readdirSync(folder);
  const ended = await runCommand('init', ...args);
  expect(ended).toMatchObject({ code, stdout: '' });
  expect(ended.stderr).toMatch(/^homestar-mock: [^\n]+\n$/);
  expect(readdirSync(folder)).toEqual(before);
  return ended.stderr.slice('homestar-mock: '.length, -1);
}

async function pepperIn(data: string): Promise<unknown> {
  const db = new DatabaseSync(data);
  const row = db.prepare("SELECT value FROM meta WHERE name = 'pepper.1'").get();
  db.close();
  return row?.value;
}

describe('attack: two runs at once', () => {
  test.each([1, 2, 3, 4, 5])('over one database: one makes it, and the key it shows works (%i)', async () => {
    const folder = tempFolder('init-twice');
    const data = join(folder, 'a.db');
    const secrets = ['one.secrets', 'two.secrets'].map((name) => join(folder, name));
    const ended = await Promise.all(
      secrets.map((path) => runCommand('init', '--data', data, '--secrets', path)),
    );
    expect(ended.map(({ code }) => code).sort()).toEqual([0, 1]);
    const won = ended.findIndex(({ code }) => code === 0);
    expect(ended[1 - won]!.stderr).toBe(
      `homestar-mock: ${data} exists already. Move it away, or name another file.\n`,
    );
    expect(readdirSync(folder).sort()).toEqual(['a.db', won === 0 ? 'one.secrets' : 'two.secrets']);
    const { peppers } = await readSecretsFile(secrets[won]!);
    expect(await pepperIn(data)).toBe(fingerprint(peppers[0]!));
  });

  test.each([1, 2, 3])('over one secrets file: who comes second leaves it as it is (%i)', async () => {
    const folder = tempFolder('init-secrets');
    const secrets = join(folder, 'secrets');
    const names = ['a.db', 'b.db'];
    const ended = await Promise.all(
      names.map((name) => runCommand('init', '--data', join(folder, name), '--secrets', secrets)),
    );
    expect(ended.map(({ code }) => code).sort()).toEqual([0, 1]);
    const made = names[ended.findIndex(({ code }) => code === 0)]!;
    expect(readdirSync(folder).sort()).toEqual([made, 'secrets']);
    const { peppers } = await readSecretsFile(secrets);
    expect(await pepperIn(join(folder, made))).toBe(fingerprint(peppers[0]!));
  });
});

describe('attack: an owner that the API would refuse', () => {
  test.each([
    ['--email', 'notanemail', '--email is not an email address'],
    ['--email', `${'a'.repeat(250)}@example.com`, '--email is '],
    ['--name', '', '--name is '],
    ['--name', ' ', '--name does not match'],
    ['--name', 'n'.repeat(400), '--name is '],
    ['--name', `Ada ${magicSecret('admin')}`, '--name holds an API key'],
  ])('%s %j', async (flag, value, message) => {
    const folder = tempFolder('init-owner');
    const said = await refused(2, folder, '--data', join(folder, 'a.db'), flag, value);
    expect(said).toContain(message);
    expect(said).not.toContain(magicSecret('admin'));
  });
});

describe('what another run or another program left', () => {
  test.each(['wal', 'journal'])(
    'a.db-%s beside no database is named, and what to do with it',
    async (kind) => {
      const folder = tempFolder('init-left');
      const data = join(folder, 'a.db');
      writeFileSync(`${data}-${kind}`, 'left');
      expect(await refused(1, folder, '--data', data)).toBe(
        `${data}-${kind} is left of another database, and may hold its latest changes. Put ${data} back beside it, or move it away.`,
      );
      expect(readFileSync(`${data}-${kind}`, 'utf8')).toBe('left');
    },
  );
});

describe('a file that cannot be made', () => {
  test('in a folder that is not there: the folder is named', async () => {
    const folder = tempFolder('init-folder');
    const missing = join(folder, 'nodir');
    const message = `The folder ${missing} does not exist. Make it, or name another file.`;
    expect(await refused(1, folder, '--data', join(missing, 'a.db'))).toBe(message);
    const data = join(folder, 'a.db');
    expect(await refused(1, folder, '--data', data, '--secrets', join(missing, 'secrets'))).toBe(message);
  });

  test('over a folder', async () => {
    const folder = tempFolder('init-over-folder');
    expect(await refused(1, folder, '--data', folder)).toContain(`${folder} exists already.`);
    expect(existsSync(`${folder}.secrets`)).toBe(false);
  });
});
