import type { DatabaseSync } from 'node:sqlite';
import { dayAt } from '../../../time/day.ts';
import type { Use } from '../../port.ts';
import type { Meta } from '../meta.ts';
import { isFull } from '../store-error.ts';
import { SLICE } from '../write/chores.ts';
import { inTransaction } from '../write/transaction.ts';

/** Up to which sequence all uses are known to be in the tables. */
const MARK = 'uses.sequence';

export interface Uses {
  /** Counts a use, told in the order of the log. */
  note(use: Use, sequence: number): void;
  /** When the key was last used, where the table does not have that yet. */
  recent(keyId: string): number | undefined;
  /** Writes one slice; true while more is left. */
  flush(): boolean;
  /** Writes all that is left, for who is about to read. On a full disk the tables are read as they are. */
  bringUpToDate(): void;
}

/** How often a key called an operation with one outcome on a day, since that was last written. */
interface Count {
  readonly row: readonly [keyId: string, day: number, operationId: string, outcome: string];
  count: number;
  /** The sequence of the last use in it. */
  upto: number;
}

/**
 * How often, when and from where each key was used: counted in memory and written behind, because a write per request
 * would double the cost of the commit. What a crash left unwritten is read from the log's end on opening. A row says up
 * to which sequence it has counted, and has counted all before: so nothing is counted twice, however many rows were
 * written when it crashed.
 */
export function createUses(db: DatabaseSync, meta: Meta, lastSequence: () => number): Uses {
  const counts = new Map<string, Count>();
  const latest = new Map<string, Use>();
  const writeCount = db.prepare(
    `INSERT INTO usages (key_id, day, operation_id, outcome, count, upto) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count, upto = excluded.upto`,
  );
  const writeLatest = db.prepare(
    `INSERT INTO last_uses (key_id, at, network) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET at = excluded.at, network = excluded.network`,
  );
  catchUp(db, meta, lastSequence());
  let mark = lastSequence();

  function flush(): boolean {
    if (latest.size === 0 && counts.size === 0 && mark === lastSequence()) return false;
    // Half each, so that neither waits for the other where many keys are in use.
    const lastUses = [...latest.values().take(SLICE / 2)];
    const counted = [...counts.entries().take(SLICE - lastUses.length)];
    const all = lastUses.length === latest.size && counted.length === counts.size;
    inTransaction(db, () => {
      for (const { keyId, at, network } of lastUses) writeLatest.run(keyId, at, network);
      for (const [, { row, count, upto }] of counted) writeCount.run(...row, count, upto);
      if (all) meta.put(MARK, String(lastSequence()));
    });
    if (all) mark = lastSequence();
    for (const { keyId } of lastUses) latest.delete(keyId);
    for (const [name] of counted) counts.delete(name);
    return !all;
  }

  return {
    note(use, sequence) {
      const { keyId, at, operationId, outcome } = use;
      latest.set(keyId, use);
      const day = dayAt(at);
      const name = `${keyId} ${day} ${operationId} ${outcome}`;
      const known = counts.get(name);
      if (known) {
        known.count++;
        known.upto = sequence;
      } else {
        counts.set(name, { row: [keyId, day, operationId, outcome], count: 1, upto: sequence });
      }
    },
    recent: (keyId) => latest.get(keyId)?.at,
    flush,
    bringUpToDate() {
      try {
        while (flush());
      } catch (error) {
        if (!isFull(error)) throw error;
      }
    },
  };
}

/** Of columns beside `max`, SQLite takes the row that has it: https://www.sqlite.org/lang_select.html#bareagg */
const lastInLog = `
  INSERT INTO last_uses (key_id, at, network)
  SELECT key_id, at, network FROM (
    SELECT max(sequence), text ->> '$.actor.keyId' AS key_id,
      CAST(round(1000 * unixepoch(text ->> '$.at', 'subsec')) AS INTEGER) AS at, text ->> '$.client.network' AS network
    FROM events WHERE sequence > ? AND used = 1 GROUP BY key_id
  ) WHERE key_id IS NOT NULL
  ON CONFLICT DO UPDATE SET at = excluded.at, network = excluded.network`;

const countInLog = `
  INSERT INTO usages (key_id, day, operation_id, outcome, count, upto)
  SELECT e.key_id, e.day, e.operation_id, e.outcome, count(*), max(e.sequence) FROM (
    SELECT sequence, text ->> '$.actor.keyId' AS key_id, unixepoch(text ->> '$.at') / 86400 AS day,
      text ->> '$.operationId' AS operation_id, text ->> '$.outcome' AS outcome
    FROM events WHERE sequence > ? AND used = 1
  ) e LEFT JOIN usages u USING (key_id, day, operation_id, outcome)
  WHERE e.key_id IS NOT NULL AND e.sequence > coalesce(u.upto, 0)
  GROUP BY 1, 2, 3, 4
  ON CONFLICT DO UPDATE SET count = count + excluded.count, upto = excluded.upto`;

function catchUp(db: DatabaseSync, meta: Meta, lastSequence: number): void {
  const mark = Number(meta.get(MARK) ?? 0);
  if (mark >= lastSequence) return;
  inTransaction(db, () => {
    db.prepare(lastInLog).run(mark);
    db.prepare(countInLog).run(mark);
    meta.put(MARK, String(lastSequence));
  });
}
