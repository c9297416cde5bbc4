import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';

export type StoreErrorCode =
  | 'not_a_database'
  | 'unfinished'
  | 'newer_schema'
  | 'locked'
  | 'unreadable'
  | 'read_only'
  | 'full'
  | 'sync_failed'
  | 'closed';

/** The store cannot be opened, or cannot go on. The message is one line that says what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

// Primary result codes, https://www.sqlite.org/rescode.html
const PERM = 3;
const BUSY = 5;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

function primaryCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** Whether the disk had no room. SQLite reports a failed write as IOERR where the system does not say ENOSPC. */
export function isFull(error: unknown): boolean {
  const code = primaryCode(error);
  return code === FULL || code === IOERR;
}

/** What went wrong while opening `file`, in words for whoever started the server. */
export function openingError(error: unknown, file: string): unknown {
  const refuse = (code: StoreErrorCode, message: string) => new StoreError(code, `${file} ${message}`, error);
  switch (primaryCode(error)) {
    case NOTADB:
    case CORRUPT:
      return refuse(
        'not_a_database',
        'is not a HomeStar database, or is damaged: name another file or restore a backup.',
      );
    case BUSY:
      return refuse('locked', 'is held open by another process: stop that one first.');
    case FULL:
      return refuse('full', 'cannot be prepared, for the disk is full: make room first.');
    case PERM:
    case READONLY:
    case IOERR:
    case CANTOPEN:
      return isReadOnly(file)
        ? refuse('read_only', 'cannot be written: check its permissions and those of its folder.')
        : refuse(
            'unreadable',
            'cannot be opened: check that its folder exists and that you may read and write there.',
          );
    default:
      return error;
  }
}

/**
 * SQLite reports a file that may be read only as one of four things, by what it tried first. Asked without opening:
 * closing a second descriptor of a database would drop SQLite's locks.
 */
function isReadOnly(file: string): boolean {
  const may = (path: string, mode: number) => {
    try {
      accessSync(path, mode);
      return true;
    } catch {
      return false;
    }
  };
  const readable = may(file, constants.R_OK) && statSync(file).isFile();
  return readable && !(may(file, constants.W_OK) && may(dirname(file), constants.W_OK));
}
