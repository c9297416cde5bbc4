import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Calls back once all that was written before is where it is promised to be. */
export interface Durability {
  sync(done: (error: Error | null) => void): void;
  close(): void;
}

/**
 * Syncs the write-ahead log on the thread pool, so that a slow disk delays replies and not the loop. The
 * database file itself is never opened here: closing a second descriptor of it would drop SQLite's locks.
 */
export function createWalSync(file: string): Durability {
  const path = resolve(file);
  const wal = openSync(`${path}-wal`, 'r+');
  syncFolder(dirname(path));
  return {
    sync: (done) => fdatasync(wal, done),
    close: () => closeSync(wal),
  };
}

/** Without it a power cut may lose the names of freshly made files. Windows has no such call and no such need. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** For memory, and where surviving the process is enough: done when the loop comes round. */
export const noSync: Durability = {
  sync: (done) => void setImmediate(done, null),
  close: () => {},
};
