import { constants } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { type Secrets, secretsSchema, secretsText } from './secrets.ts';
import { syncDirectory } from './sync-directory.ts';

export type SecretsFileFault =
  | 'missing'
  | 'unreadable'
  | 'exposed'
  | 'not_json'
  | 'wrong_version'
  | 'wrong_shape'
  | 'exists'
  | 'unwritable';

// To open a pipe that nobody writes to would else wait for a writer. Windows knows no such flag, and no such pipes.
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Why a secrets file cannot be used: one line with what to do, and nothing of what stands in the file. */
export class SecretsFileError extends Error {
  readonly code: SecretsFileFault;

  constructor(code: SecretsFileFault, message: string) {
    super(message);
    this.name = 'SecretsFileError';
    this.code = code;
  }
}

/**
 * Writes a new file that only its owner may read, synced to disk. An existing one is never overwritten: its
 * pepper is what all keys of its database verify under.
 *
 * @throws SecretsFileError `exists`, `unwritable`
 */
export async function writeSecretsFile(path: string, secrets: Secrets): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw notMade(path, error.code);
  });
  try {
    await file.writeFile(secretsText(secrets));
    await file.sync();
  } catch (error) {
    await unlink(path);
    throw new SecretsFileError(
      'unwritable',
      `${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`,
    );
  } finally {
    await file.close();
  }
  await syncDirectory(dirname(path));
}

function notMade(path: string, code: string | undefined): SecretsFileError {
  switch (code) {
    case 'EEXIST':
      return new SecretsFileError('exists', `${path} exists already. Move it away, or name another file.`);
    case 'ENOENT':
      return new SecretsFileError(
        'unwritable',
        `The folder ${dirname(path)} does not exist. Make it, or name another file.`,
      );
    default:
      return new SecretsFileError('unwritable', `${path} cannot be written (${code}).`);
  }
}

/** @throws SecretsFileError all but `exists` and `unwritable` */
export async function readSecretsFile(path: string): Promise<Secrets> {
  const file = await open(path, READ_AT_ONCE).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT'
      ? new SecretsFileError(
          'missing',
          `${path} does not exist. Make it with "homestar-mock init", or name it with --secrets.`,
        )
      : new SecretsFileError('unreadable', `${path} cannot be read (${error.code}).`);
  });
  try {
    return parse(path, await readPrivate(path, file));
  } finally {
    await file.close();
  }
}

// Asked of the open file rather than of the path, which may name another one a moment later.
async function readPrivate(path: string, file: FileHandle): Promise<string> {
  const stat = await file.stat();
  if (!stat.isFile())
    throw new SecretsFileError('unreadable', `${path} is not a file. Name the secrets file with --secrets.`);
  // On Windows the mode says nothing of who may read.
  if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0) {
    throw new SecretsFileError('exposed', `${path} may be read by others. Run: chmod 600 ${path}`);
  }
  return file.readFile('utf8');
}

function parse(path: string, text: string): Secrets {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text around the fault.
    throw new SecretsFileError('not_json', `${path} is not JSON. Restore it from a backup.`);
  }
  const result = secretsSchema.safeParse(value);
  if (result.success) return result.data;
  if (typeof value === 'object' && value !== null && 'v' in value && value.v !== 1) {
    throw new SecretsFileError(
      'wrong_version',
      `${path} is of another version. This program reads version 1.`,
    );
  }
  throw new SecretsFileError(
    'wrong_shape',
    `${path} has a wrong ${placeOf(result.error)}. Restore it from a backup.`,
  );
}

// Where the fault is. Not zod's message: it names unknown members, and a misplaced secret may be one.
function placeOf(error: z.ZodError): string {
  const place = error.issues[0]?.path.join('.');
  return place ? `member at ${place}` : 'shape';
}
