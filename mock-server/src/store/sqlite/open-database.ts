import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { assertFinished, assertOurs, migrate } from './migrate.ts';
import { openingError } from './store-error.ts';

/**
 * Opens and, unless it has to be `existing`, creates the database, as the only process that has it open: under
 * `locking_mode = EXCLUSIVE` the first read takes the lock and keeps it until close, and who comes second is
 * refused at once. It also spares the shared-memory file.
 *
 * @throws StoreError that says in one line why the file cannot be used.
 */
export function openDatabase(file: string, existing = false): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(locationOf(file, existing), { enableForeignKeyConstraints: true });
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    assertOurs(db, file);
    if (existing) assertFinished(db, file);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000');
    migrate(db);
    return db;
  } catch (error) {
    db?.close();
    throw openingError(error, file);
  }
}

function locationOf(file: string, existing: boolean): string | URL {
  if (file === ':memory:') return file;
  // Absolute, since SQLite takes names such as `file:…` for URIs.
  const path = resolve(file);
  if (!existing) return path;
  // Without `c` in its mode SQLite makes no file, https://www.sqlite.org/uri.html#coreqp
  const location = pathToFileURL(path);
  location.searchParams.set('mode', 'rw');
  return location;
}
