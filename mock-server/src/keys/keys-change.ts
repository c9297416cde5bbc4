import type { Environment } from '@homestar/sdk/internal';
import { noteOf } from '../operations/note-of.ts';
import type { Change } from '../operations/operation.ts';
import type { Schedule } from '../store/port.ts';
import type { KeyRow, LineageRow, Put } from '../store/rows.ts';
import { scheduleOf } from './schedule.ts';
import { showKey } from './show.ts';

interface Changed {
  /** Null for a key that is made. */
  readonly before: KeyRow | null;
  readonly after: KeyRow;
}

interface KeysChanged {
  readonly lineage: LineageRow;
  readonly keys: readonly Changed[];
  readonly now: number;
  readonly environment: Environment;
  /** What the caller said of it, for the log. */
  readonly note?: string | undefined;
  /** What is written besides. */
  readonly puts?: readonly Put[];
  /** What is told at once, by the key that it is told of. */
  readonly told?: Pick<Schedule, 'subject' | 'rows'>;
}

/** Keys of one lineage that change together: their rows, what falls due for each from now on, and what the log says. */
export function keysChange({ lineage, keys, now, environment, note, puts = [], told }: KeysChanged): Change {
  const shown = (key: KeyRow) => showKey({ key, lineage, lastUsedAt: null }, now, environment);
  return {
    puts: [
      ...keys.map(
        ({ before, after }): Put => ({ table: 'keys', row: after, from: before?.revision ?? null }),
      ),
      ...puts,
    ],
    // Status and schedule rest on the lineage, which may be suspended or amended meanwhile.
    reads: [{ table: 'lineages', id: lineage.id, revision: lineage.revision }],
    schedules: keys.map(({ after }) => {
      const schedule = scheduleOf({ key: after, lineage }, now);
      return told?.subject === after.id ? { ...schedule, rows: [...schedule.rows, ...told.rows] } : schedule;
    }),
    changes: keys.map(({ before, after }) => ({
      target: after.id,
      before: before && shown(before),
      after: shown(after),
      ...noteOf({ note }),
    })),
  };
}
