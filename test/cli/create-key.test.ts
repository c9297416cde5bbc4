import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AuditEvent, Key, Wire } from '@homestar/sdk/internal';
import { beforeAll, describe, expect, test } from 'vitest';
import { magicSecret } from '../../mock-server/src/fixtures/magic-secret.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { runCommand, startReady } from './command.ts';

let data: string;
let first: { readonly secret: string; readonly keyId: string };
beforeAll(async () => {
  data = join(tempFolder('break-glass'), 'a.db');
  first = JSON.parse((await runCommand('init', '--data', data, '--environment', 'test', '--json')).stdout);
});

const create = (...args: readonly string[]) =>
  runCommand('keys', 'create', '--data', data, '--role', 'admin', ...args);

describe('break-glass: an admin key that no other key makes', () => {
  test('is shown once, works, belongs to the first administrator and stands in the log', async () => {
    const { code, stdout, stderr } = await create('--purpose', 'The last admin key was lost');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const secret = /^ {2}(idx_test_\w+)$/m.exec(stdout)![1]!;
    expect(stdout.split(secret)).toHaveLength(2);
    for (const end of ['', '.secrets']) expect(readFileSync(`${data}${end}`).includes(secret)).toBe(false);

    const { ready, stop } = await startReady('serve', '--data', data);
    const ask = async <Body>(target: string) => {
      const answer = await fetch(`${ready.url}${target}`, { headers: { 'X-API-Key': secret } });
      expect(answer.status, target).toBe(200);
      return (await answer.json()) as Body;
    };
    const { keyId } = await ask<{ keyId: string }>('/v1/whoami');
    const key = await ask<Wire<Key>>(`/v1/keys/${keyId}`);
    const owner = (await ask<Wire<Key>>(`/v1/keys/${first.keyId}`)).ownerUserId;
    expect(key).toMatchObject({
      name: 'Break-glass key',
      purpose: 'The last admin key was lost',
      role: 'admin',
      createdByKeyId: null,
      ownerUserId: owner,
      scopes: null,
    });
    const { data: events } = await ask<{ data: AuditEvent[] }>('/v1/audit-events?limit=100');
    expect(events.filter(({ target }) => target === keyId).at(-1)).toMatchObject({
      actor: { type: 'system' },
      outcome: 'allowed',
      changes: [
        {
          target: keyId,
          before: null,
          after: {
            role: 'admin',
            name: 'Break-glass key',
            purpose: 'The last admin key was lost',
            ownerUserId: owner,
          },
        },
      ],
    });
    expect(JSON.stringify(events)).not.toContain(secret.split('_')[3]!.slice(0, 8));
    await stop();
  });

  test('--json gives it to programs, with the owner that was asked for', async () => {
    const db = new DatabaseSync(data);
    db.exec(`INSERT INTO users (id, role, name, email, created_at, deactivated_at, revision)
      VALUES ('usr_second000001', 'admin', 'Second', 'second@localhost', 9000000000000, NULL, 1),
             ('usr_gone00000001', 'admin', 'Gone', 'gone@localhost', 1, 2, 1)`);
    db.close();
    const { stdout } = await create('--name', 'Drill', '--owner', 'usr_second000001', '--json');
    const made = JSON.parse(stdout);
    expect(made).toEqual({
      event: 'key_created',
      data,
      role: 'admin',
      keyId: `key_${made.secret.split('_')[2]}`,
      secret: expect.stringMatching(/^idx_test_/),
      ownerUserId: 'usr_second000001',
    });
    // Who is deactivated owns nothing, though made before all others.
    const other = JSON.parse((await create('--json')).stdout);
    expect(other.ownerUserId).not.toBe('usr_gone00000001');
  });
});

describe('is refused in one line', () => {
  async function refused(code: 1 | 2, ...args: readonly string[]): Promise<string> {
    const ended = await create(...args);
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toMatch(/^homestar-mock: [^\n]+\n$/);
    return ended.stderr.slice('homestar-mock: '.length, -1);
  }

  test('while a server holds the database open', async () => {
    const server = await startReady('serve', '--data', data);
    expect(await refused(1)).toBe(`${data} is held open by another process: stop that one first.`);
    await server.stop();
  });

  test.each([['usr_nobody000000'], ['usr_gone00000001']])(
    'for %s, who is no active administrator',
    async (id) => {
      expect(await refused(1, '--owner', id)).toBe(
        `An admin key in ${data} would have no owner: ${id} is no active administrator. Name an administrator with --owner.`,
      );
    },
  );

  test('without the secrets of the database', async () => {
    expect(await refused(1, '--secrets', `${data}.none`)).toContain(`${data}.none does not exist.`);
    const other = join(tempFolder('break-glass-other'), 'b.db');
    await runCommand('init', '--data', other);
    expect(await refused(1, '--secrets', `${other}.secrets`)).toContain(`does not belong to ${data}`);
  });

  test.each([
    ['--name', ' ', '--name does not match'],
    ['--purpose', 'p'.repeat(501), '--purpose is '],
    ['--owner', 'Ada', '--owner does not match'],
    ['--purpose', `instead of ${magicSecret('admin')}`, '--purpose holds an API key'],
  ])('where the API would not take it: %s %j', async (flag, value, message) => {
    const said = await refused(2, flag, value);
    expect(said).toContain(message);
    expect(said).not.toContain('PublicTestKey');
  });
});
