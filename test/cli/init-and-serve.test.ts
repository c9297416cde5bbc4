import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { magicSecret } from '../../mock-server/src/fixtures/magic-secret.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { runCommand, startReady } from './command.ts';

describe('a database that init made', () => {
  let folder: string;
  let data: string;
  let stdout: string;
  let key: string;
  beforeAll(async () => {
    folder = tempFolder('init');
    data = join(folder, 'homestar.db');
    const made = await runCommand('init', '--data', data, '--name', 'Ada Moreno');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    stdout = made.stdout;
    key = /^ {2}(idx_live_\w+)$/m.exec(stdout)![1]!;
  });

  test('stands beside its secrets, and only the owner may read either', () => {
    expect(readdirSync(folder).sort()).toEqual(['homestar.db', 'homestar.db.secrets']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  test('the key is shown once, with what to do next, and stored nowhere', () => {
    expect(stdout.split(key)).toHaveLength(2);
    expect(stdout).toContain(`homestar-mock serve --data ${data}`);
    for (const name of readdirSync(folder))
      expect(readFileSync(join(folder, name)).includes(key)).toBe(false);
  });

  test('is served with that key, keeps what is written over a restart, and has no control API', async () => {
    const headers = { 'X-API-Key': key, 'Content-Type': 'application/json' };
    const first = await startReady('serve', '--data', data);
    expect(Object.keys(first.ready)).toEqual(['event', 'url', 'profile', 'readyMs']);
    expect(first.ready.profile).toBe('strict');
    const body = JSON.stringify({ name: 'Kept Realty', timeZone: 'America/Denver' });
    const created = await fetch(`${first.ready.url}/v1/brokerages`, { method: 'POST', headers, body });
    expect(created.status).toBe(201);
    expect((await fetch(`${first.ready.url}/_mock/clock`)).status).toBe(404);
    const magic = await fetch(`${first.ready.url}/v1/whoami`, {
      headers: { 'X-API-Key': magicSecret('admin') },
    });
    expect(magic.status).toBe(401);
    expect(await first.stop()).toMatchObject({ code: 0, stderr: '' });

    const second = await startReady('serve', '--data', data, '--durability', 'process');
    const list = await fetch(`${second.ready.url}/v1/brokerages`, { headers });
    expect(((await list.json()) as { data: object[] }).data).toMatchObject([{ name: 'Kept Realty' }]);
    const ended = await second.stop();
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/^--durability process: a power cut can lose/);
  });

  test('its first event tells of the key, whose owner has the name that was given', async () => {
    const { ready, stop } = await startReady('serve', '--data', data);
    const ask = async (target: string) =>
      (await fetch(`${ready.url}${target}`, { headers: { 'X-API-Key': key } })).json() as Promise<never>;
    expect(await ask('/v1/audit-events/evt_1')).toMatchObject({
      sequence: 1,
      actor: { type: 'system' },
      target: `key_${key.split('_')[2]}`,
    });
    expect((await ask('/v1/users')) as { data: object[] }).toMatchObject({
      data: [{ name: 'Ada Moreno', role: 'admin' }],
    });
    await stop();
  });

  test('is never made anew over itself, nor over its secrets', async () => {
    const again = await runCommand('init', '--data', data);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toBe(`homestar-mock: ${data} exists already. Move it away, or name another file.\n`);
    const other = join(folder, 'other.db');
    const secrets = await runCommand('init', '--data', other, '--secrets', `${data}.secrets`);
    expect(secrets).toMatchObject({ code: 1, stdout: '' });
    expect(secrets.stderr).toContain(`${data}.secrets exists already.`);
    expect(existsSync(other)).toBe(false);
  });

  test('is refused to a second server while one holds it', async () => {
    const first = await startReady('serve', '--data', data);
    const second = await runCommand('serve', '--data', data, '--port', '0');
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toBe(
      `homestar-mock: ${data} is held open by another process: stop that one first.\n`,
    );
    expect((await fetch(`${first.ready.url}/health/ready`)).status).toBe(200);
    await first.stop();
  });
});

test('--json gives the key to programs, and --environment test makes test keys', async () => {
  const data = join(tempFolder('init-json'), 'test.db');
  const { code, stdout } = await runCommand('init', '--data', data, '--environment', 'test', '--json');
  expect(code).toBe(0);
  const made = JSON.parse(stdout);
  expect(made).toMatchObject({ event: 'initialized', data, secrets: `${data}.secrets`, environment: 'test' });
  expect(made.secret).toMatch(/^idx_test_/);
  expect(made.keyId).toBe(`key_${made.secret.split('_')[2]}`);
});
