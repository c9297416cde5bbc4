import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AuditEvent } from '@homestar/sdk/internal';
import { beforeAll, describe, expect, test } from 'vitest';
import { newestVersions } from '../../mock-server/src/vault/secrets.ts';
import { readSecretsFile } from '../../mock-server/src/vault/secrets-file.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { runCommand, startReady } from './command.ts';

let folder: string;
let data: string;
let key: string;
beforeAll(async () => {
  folder = tempFolder('rotate');
  data = join(folder, 'a.db');
  const made = await runCommand('init', '--data', data, '--json');
  key = JSON.parse(made.stdout).secret;
});

const rotate = (...args: readonly string[]) => runCommand('secrets', 'rotate', ...args);

/** A copy of the database and its secrets, in a folder of its own. */
function copied(): string {
  const copy = join(tempFolder('rotated'), 'a.db');
  for (const end of ['', '.secrets']) copyFileSync(`${data}${end}`, `${copy}${end}`);
  return copy;
}

/** Serves it, and asks who the key is: the status, and the events of the system. */
async function served(file: string) {
  const { ready, stop } = await startReady('serve', '--data', file);
  const headers = { 'X-API-Key': key };
  const { status } = await fetch(`${ready.url}/v1/whoami`, { headers });
  const log = await fetch(`${ready.url}/v1/audit-events?limit=100`, { headers });
  const { data: events } = (await log.json()) as { data: AuditEvent[] };
  expect(await stop()).toMatchObject({ code: 0, stderr: '' });
  return { status, told: events.filter(({ actor }) => actor.type === 'system') };
}

async function versionsOf(file: string) {
  return newestVersions(await readSecretsFile(`${file}.secrets`));
}

describe('a rotation of the secrets', () => {
  test('adds a version of each and keeps the others; the key goes on, and is stored under the new one', async () => {
    const copy = copied();
    const before = await readSecretsFile(`${copy}.secrets`);
    const { code, stdout, stderr } = await rotate('--data', copy);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('pepper version 2 and encryption version 2');
    expect(stdout).toContain(`homestar-mock serve --data ${copy}`);
    const after = await readSecretsFile(`${copy}.secrets`);
    expect(after.peppers.slice(0, 1)).toEqual(before.peppers);
    expect(after.sealing).toEqual(before.sealing);
    expect(readdirSync(join(copy, '..')).sort()).toEqual(['a.db', 'a.db.secrets']);
    expect(statSync(`${copy}.secrets`).mode & 0o777).toBe(0o600);

    const { status, told } = await served(copy);
    expect(status).toBe(200);
    expect(told.find(({ target }) => target === 'secrets')).toMatchObject({
      changes: [
        {
          before: { pepperVersion: 1, encryptionVersion: 1 },
          after: { pepperVersion: 2, encryptionVersion: 2 },
        },
      ],
    });
    // The next start knows both.
    expect((await served(copy)).status).toBe(200);
  });

  test('says with --json what it did, and can be done again at once', async () => {
    const copy = copied();
    await rotate('--data', copy);
    const { stdout } = await rotate('--data', copy, '--secrets', `${copy}.secrets`, '--json');
    expect(JSON.parse(stdout)).toEqual({
      event: 'secrets_rotated',
      data: copy,
      secrets: `${copy}.secrets`,
      pepperVersion: 3,
      encryptionVersion: 3,
    });
  });

  test('prints nothing of a secret', async () => {
    const copy = copied();
    const { stdout } = await rotate('--data', copy);
    const form = JSON.parse(readFileSync(`${copy}.secrets`, 'utf8')) as Record<string, { key: string }[]>;
    for (const { key: held } of [...form.peppers!, ...form.encryption!]) expect(stdout).not.toContain(held);
  });
});

test('cut short anywhere, it leaves an old file or a new one, whole, and a server that starts', async () => {
  const main = fileURLToPath(new URL('../../mock-server/src/cli/main.ts', import.meta.url));
  const preload = new URL('./die-at.mjs', import.meta.url).href;
  const left: number[] = [];
  let ended: ReturnType<typeof spawnSync>;
  let step = 0;
  do {
    step++;
    const copy = copied();
    ended = spawnSync(
      process.execPath,
      ['--conditions=@homestar/source', '--import', preload, main, 'secrets', 'rotate', '--data', copy],
      { env: { ...process.env, DIE_AT: String(step) } },
    );
    const { pepperVersion, encryptionVersion } = await versionsOf(copy);
    expect(encryptionVersion).toBe(pepperVersion);
    left.push(pepperVersion);
    expect((await served(copy)).status, `killed before operation ${step}`).toBe(200);
  } while (ended.signal === 'SIGKILL');
  expect(ended.status).toBe(0);
  // Read; opened, written, synced, renamed; the folder opened and synced; done.
  expect(left).toEqual([1, 1, 1, 1, 1, 2, 2, 2]);
}, 120_000);

describe('is refused in one line, and changes nothing', () => {
  /** What it says, with exit code 1. */
  async function refused(file: string, ...args: readonly string[]): Promise<string> {
    const before = readFileSync(`${data}.secrets`, 'utf8');
    const { code, stdout, stderr } = await rotate('--data', file, ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^homestar-mock: [^\n]+\n$/);
    expect(readFileSync(`${data}.secrets`, 'utf8')).toBe(before);
    return stderr.slice('homestar-mock: '.length, -1);
  }

  test('while a server holds the database open', async () => {
    const server = await startReady('serve', '--data', data);
    expect(await refused(data)).toBe(`${data} is held open by another process: stop that one first.`);
    expect((await fetch(`${server.ready.url}/health/ready`)).status).toBe(200);
    await server.stop();
  });

  test('where there is no database, or no secrets file', async () => {
    const missing = join(folder, 'missing.db');
    expect(await refused(missing)).toContain(`${missing} does not exist.`);
    expect(await refused(data, '--secrets', missing)).toContain(`${missing} does not exist.`);
    mkdirSync(join(folder, 'folder'), { recursive: true });
    expect(await refused(join(folder, 'folder'))).toContain('is not a file.');
  });

  test('with the secrets of another database', async () => {
    const other = join(folder, 'other.db');
    await runCommand('init', '--data', other);
    const before = readFileSync(`${other}.secrets`, 'utf8');
    expect(await refused(data, '--secrets', `${other}.secrets`)).toContain(
      `${other}.secrets does not belong to ${data}`,
    );
    expect(readFileSync(`${other}.secrets`, 'utf8')).toBe(before);
  });

  test('with a file that lacks a version by now', async () => {
    const copy = copied();
    copyFileSync(`${copy}.secrets`, `${copy}.old`);
    await rotate('--data', copy);
    expect(await refused(copy, '--secrets', `${copy}.old`)).toContain('version 2 is missing');
  });
});
