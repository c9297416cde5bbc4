import { readdirSync, rmSync } from 'node:fs';
import { mkdir, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { replaceSecretsFile } from '../../mock-server/src/vault/replace-secrets-file.ts';
import { addVersions, createSecrets, newestVersions } from '../../mock-server/src/vault/secrets.ts';
import { readSecretsFile, writeSecretsFile } from '../../mock-server/src/vault/secrets-file.ts';
import { tempFolder } from '../support/temp-folder.ts';

const before = createSecrets(systemRandom);
const after = addVersions(before, systemRandom);
let folder: string;
let path: string;
beforeEach(async () => {
  folder = tempFolder('replaced');
  path = join(folder, 'a.secrets');
  await writeSecretsFile(path, before);
});

const versions = async (file: string) => newestVersions(await readSecretsFile(file));

describe('adding versions', () => {
  it('keeps all that was there, byte for byte, and draws one new key of each kind', () => {
    expect(after).toMatchObject({ v: 1, sealing: before.sealing });
    expect(after.peppers.map(({ version }) => version)).toEqual([1, 2]);
    expect(after.encryption.map(({ version }) => version)).toEqual([1, 2]);
    expect([after.peppers[0], after.encryption[0]]).toEqual([before.peppers[0], before.encryption[0]]);
    const drawn = [...after.peppers, ...after.encryption].map(({ key }) => Buffer.from(key).toString('hex'));
    expect(new Set(drawn).size).toBe(4);
  });

  it('counts on from the highest of each, in whatever order they stand', () => {
    const mixed = { ...before, peppers: [{ version: 7, key: before.peppers[0]!.key }, ...before.peppers] };
    expect(newestVersions(addVersions(mixed, systemRandom))).toEqual({
      pepperVersion: 8,
      encryptionVersion: 2,
    });
  });
});

describe('replacing a secrets file', () => {
  it('leaves the new one alone in its folder, for its owner only', async () => {
    await replaceSecretsFile(path, after);
    expect(await versions(path)).toEqual({ pepperVersion: 2, encryptionVersion: 2 });
    expect(readdirSync(folder)).toEqual(['a.secrets']);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.platform === 'win32')('replaces the file behind a link, and not the link', async () => {
    const link = join(tempFolder('link'), 'linked');
    await symlink(path, link);
    await replaceSecretsFile(link, after);
    expect(await versions(path)).toEqual({ pepperVersion: 2, encryptionVersion: 2 });
    expect(await versions(link)).toEqual({ pepperVersion: 2, encryptionVersion: 2 });
  });

  it('says that it cannot, and leaves nothing of itself', async () => {
    rmSync(path);
    // A folder cannot be replaced by a file.
    await mkdir(path);
    const failed = replaceSecretsFile(path, after);
    await expect(failed).rejects.toThrow(`${path} cannot be replaced (EISDIR)`);
    expect(readdirSync(folder)).toEqual(['a.secrets']);
  });
});
