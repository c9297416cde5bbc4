import type { ChangeRecord } from '../audit/event.ts';
import type { KeyAndLineage, Schedule } from '../store/port.ts';
import type { KeyRow, LineageRow, Put } from '../store/rows.ts';
import { formatInstantOrNull } from '../time/instant.ts';
import { graceEnd } from './grace.ts';
import { agendaRow, scheduleOf } from './schedule.ts';
import { statusAt } from './status.ts';

/** What the first use of a key brings about. */
export interface FirstUse {
  readonly puts: readonly Put[];
  readonly schedules: readonly Schedule[];
  /** What becomes of a successor and its predecessor. Of any other key the event says itself that it was used. */
  readonly changes: readonly ChangeRecord[];
}

/**
 * The first use of a key is kept. That of a successor proves that its secret arrived, so the grace of its predecessor
 * begins, and the owner is told: whoever made the successor for somebody else's key is noticed now at the latest.
 *
 * @param predecessor The key that it follows, as it is now; undefined for a key that follows none.
 */
export function firstUseOf(used: KeyAndLineage, predecessor: KeyRow | undefined, now: number): FirstUse {
  const { lineage } = used;
  const key = { ...used.key, firstUsedAt: now };
  const after = { key, lineage };
  const schedule = scheduleOf(after, now);
  const put: Put = { table: 'keys', row: key, from: key.revision };
  if (key.predecessorId === null) return { puts: [put], schedules: [schedule], changes: [] };

  const told = { ...schedule, rows: [...schedule.rows, agendaRow(after, 'key.successor_used', now)] };
  const proven = changeOf(used.key, key, lineage, now);
  // Whom this key does not follow any more goes on, and an end that a revocation has fixed stays as it is.
  const follows = predecessor?.successorId === key.id;
  if (!follows || predecessor.revokedAt !== null || predecessor.graceEndsAt !== null) {
    return { puts: [put], schedules: [told], changes: [proven] };
  }
  const graceEndsAt = graceEnd(now, (key.graceSeconds ?? 0) * 1000, lineage.expiresAt);
  const retiring = { ...predecessor, graceEndsAt };
  return {
    puts: [put, { table: 'keys', row: retiring, from: predecessor.revision }],
    schedules: [told, scheduleOf({ key: retiring, lineage }, now)],
    changes: [proven, changeOf(predecessor, retiring, lineage, now)],
  };
}

function changeOf(before: KeyRow, after: KeyRow, lineage: LineageRow, now: number): ChangeRecord {
  const shown = (key: KeyRow) => ({
    status: statusAt({ key, lineage }, now),
    firstUsedAt: formatInstantOrNull(key.firstUsedAt),
    graceEndsAt: formatInstantOrNull(key.graceEndsAt),
  });
  return { target: after.id, before: shown(before), after: shown(after) };
}
