import type { DatabaseSync } from 'node:sqlite';
import type { Entry } from '../../port.ts';

/** The oldest and the newest modificationTimestamp that an entry writes. */
interface ChangeTimes {
  readonly oldest: number;
  readonly newest: number;
}

const none: ChangeTimes = { oldest: Number.POSITIVE_INFINITY, newest: 0 };

export function changeTimesOf({ puts = [] }: Entry): ChangeTimes {
  let { oldest, newest } = none;
  for (const put of puts) {
    if ((put.table !== 'properties' && put.table !== 'tombstones') || put.row === null) continue;
    oldest = Math.min(oldest, put.row.modificationTimestamp);
    newest = Math.max(newest, put.row.modificationTimestamp);
  }
  return newest === 0 ? none : { oldest, newest };
}

/**
 * The newest that is stored, or 0. Where the tombstone that had a newer one is purged already, nothing is lost by it: world
 * time starts no earlier than the log's newest event, 90 days after that.
 */
export function newestChange(db: DatabaseSync): number {
  const newest = db.prepare(`SELECT ${newestChangeSql} AS at`).get();
  return newest!.at as number;
}

export const newestChangeSql = `max(
  ifnull((SELECT max(modification_timestamp) FROM properties), 0),
  ifnull((SELECT max(modification_timestamp) FROM tombstones), 0))`;
