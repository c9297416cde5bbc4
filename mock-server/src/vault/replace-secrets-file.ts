import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Secrets, secretsText } from './secrets.ts';
import { SecretsFileError } from './secrets-file.ts';
import { syncDirectory } from './sync-directory.ts';

/**
 * Puts other secrets in the place of those that a file holds, at once: whenever it is read, or the power is cut, there
 * is the old file or the new one, whole. It stays its owner's, and where the path is a link the file behind it is
 * replaced.
 *
 * @throws SecretsFileError `unwritable`; the old file is there then.
 */
export async function replaceSecretsFile(path: string, secrets: Secrets): Promise<void> {
  let fresh: string | undefined;
  try {
    const old = await realpath(path);
    fresh = `${old}.${randomUUID()}.tmp`;
    await write(fresh, secretsText(secrets), old);
    await rename(fresh, old);
    await syncDirectory(dirname(old));
  } catch (error) {
    if (fresh !== undefined) await rm(fresh, { force: true });
    throw new SecretsFileError(
      'unwritable',
      `${path} cannot be replaced (${(error as NodeJS.ErrnoException).code}): see to it and its folder.`,
    );
  }
}

async function write(path: string, text: string, old: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    // Run by root, the server would else find a file that it may not read.
    const { uid, gid } = await stat(old);
    if (process.getuid && process.getuid() !== uid) await file.chown(uid, gid);
    await file.sync();
  } finally {
    await file.close();
  }
}
