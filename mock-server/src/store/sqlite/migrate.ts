import type { DatabaseSync } from 'node:sqlite';
import { migrations } from './schema.ts';
import { StoreError } from './store-error.ts';

/** `HmSt`: tells our files from other SQLite databases. */
const APPLICATION_ID = 0x486d5374;

const read = (db: DatabaseSync, sql: string) => Number(Object.values(db.prepare(sql).get() ?? {})[0]);

/** Refuses what is not ours or too new, before anything in the file is touched. */
export function assertOurs(db: DatabaseSync, file: string, known = migrations.length): void {
  const version = read(db, 'PRAGMA user_version');
  const foreign = read(db, 'PRAGMA application_id') !== APPLICATION_ID;
  if (foreign && (version > 0 || read(db, 'SELECT count(*) FROM sqlite_master') > 0)) {
    throw new StoreError('not_a_database', `${file} is a database of another program: name another file.`);
  }
  if (version > known) {
    throw new StoreError(
      'newer_schema',
      `${file} was written by a newer version of this server (schema ${version}, this one knows ${known}): use that version.`,
    );
  }
}

/**
 * Refuses a file that `init` did not make to its end, before anything in it is touched. An empty one, left by a full
 * disk or a slip of the hand, would else become a new server that no key opens, over what may yet be restored.
 */
export function assertFinished(db: DatabaseSync, file: string): void {
  const made = read(db, 'PRAGMA user_version') > 0;
  if (made && read(db, "SELECT count(*) FROM meta WHERE name = 'environment'") > 0) return;
  throw new StoreError(
    'unfinished',
    `${file} holds no HomeStar database, or one that was never finished. Restore a backup, or move it away and make one with "homestar-mock init".`,
  );
}

/** Runs the steps that the database lacks, all or none. */
export function migrate(db: DatabaseSync): void {
  const version = read(db, 'PRAGMA user_version');
  // Also where nothing is to do: taking the write lock finds a read-only file now, not at the first request.
  db.exec('BEGIN IMMEDIATE');
  for (const step of migrations.slice(version)) db.exec(step);
  if (version < migrations.length) {
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${migrations.length}`);
  }
  db.exec('COMMIT');
}
