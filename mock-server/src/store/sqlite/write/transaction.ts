import type { DatabaseSync } from 'node:sqlite';

/** Runs `work`, which must not await, in one transaction. */
export function inTransaction<R>(db: DatabaseSync, work: () => R): R {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite may have rolled back by itself, as it does when the disk is full.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
