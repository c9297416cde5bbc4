import type { DatabaseSync } from 'node:sqlite';
import { tombstoneMs } from '../../../properties/tombstone.ts';
import { type Chore, SLICE } from './chores.ts';

/** Removes tombstones that no sync can ask for any more, by the latest world time the store was told. */
export function createTombstonePurge(db: DatabaseSync, now: () => number): Chore {
  const remove = db.prepare(
    `DELETE FROM tombstones WHERE id IN (SELECT id FROM tombstones
       WHERE modification_timestamp < ? ORDER BY modification_timestamp LIMIT ${SLICE})`,
  );
  return () => remove.run(now() - tombstoneMs).changes === SLICE;
}
