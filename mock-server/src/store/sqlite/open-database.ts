import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assertOurs, migrate } from './migrate.ts';
import { openingError } from './store-error.ts';

/**
 * Opens and, where needed, creates the database, as the only process that has it open: under
 * `locking_mode = EXCLUSIVE` the first read takes the lock and keeps it until close, and who comes second is
 * refused at once. It also spares the shared-memory file.
 *
 * @throws StoreError that says in one line why the file cannot be used.
 */
export function openDatabase(file: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    // Absolute, since SQLite takes names such as `file:…` for URIs.
    db = new DatabaseSync(file === ':memory:' ? file : resolve(file), { enableForeignKeyConstraints: true });
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    assertOurs(db, file);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000');
    migrate(db);
    return db;
  } catch (error) {
    db?.close();
    throw openingError(error, file);
  }
}
