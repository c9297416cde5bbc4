import type { DatabaseSync } from 'node:sqlite';
import type { Meta } from '../meta.ts';
import { type Chore, SLICE } from '../write/chores.ts';
import { inTransaction } from '../write/transaction.ts';
import { BLOCK } from './event-marks.ts';

/** The first sequence that is still kept; absent while nothing went. */
export const FIRST_KEPT = 'log.first_kept';

/** Removes a slice of the events beyond the newest `maxEvents`, and records what went; true while more is left. */
export function createTrim(
  db: DatabaseSync,
  meta: Meta,
  maxEvents: number,
  lastSequence: () => number,
): Chore {
  const removeEvents = db.prepare('DELETE FROM events WHERE sequence < ?');
  const removeFromIndex = db.prepare(`DELETE FROM event_blocks WHERE (block + 1) * ${BLOCK} < ?`);
  let first = Number(meta.get(FIRST_KEPT) ?? 1);

  return () => {
    const target = lastSequence() - maxEvents + 1;
    if (target <= first) return false;
    const next = Math.min(first + SLICE, target);
    inTransaction(db, () => {
      removeEvents.run(next);
      removeFromIndex.run(next);
      meta.put(FIRST_KEPT, String(next));
    });
    first = next;
    return first < target;
  };
}
