import type { Entry } from '../store/port.ts';
import { createSqliteStore, type SqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import { isFull, StoreError } from '../store/sqlite/store-error.ts';
import { machineClock } from '../time/machine-clock.ts';

/** A database that a command has to itself. */
export interface Offline {
  readonly store: SqliteStore;
  /** World time, never before the newest event. */
  readonly now: number;
  /** Writes one entry. Once resolved it is on disk, and so is what was put into `meta` before. */
  write(entry: Entry): Promise<void>;
}

/**
 * Opens a database for the time that `work` takes.
 *
 * @throws StoreError where a server holds it open, the file is no database, or the disk is full.
 */
export async function openOffline<R>(
  { file, existing }: { readonly file: string; readonly existing: boolean },
  work: (offline: Offline) => Promise<R>,
): Promise<R> {
  const failed = Promise.withResolvers<never>();
  // Where nothing is being written, nobody is told by it.
  failed.promise.catch(() => {});
  const store = createSqliteStore({
    file,
    existing,
    durability: 'disk',
    machine: machineClock,
    onFailure: failed.reject,
  });
  const now = Math.max(Date.now(), store.latest());
  async function write(entry: Entry): Promise<void> {
    const committed = await Promise.race([store.commit(entry, now), failed.promise]);
    if (committed === 'full') throw full(file);
    if (committed === 'conflict')
      throw new Error(`What a command wrote to ${file} conflicts with what is there.`);
  }
  try {
    return await work({ store, now, write });
  } catch (error) {
    throw isFull(error) ? full(file, error) : error;
  } finally {
    await store.close();
  }
}

function full(file: string, cause?: unknown): StoreError {
  return new StoreError('full', `${file} cannot be written, for the disk is full: make room first.`, cause);
}
