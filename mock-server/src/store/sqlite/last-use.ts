import type { DatabaseSync } from 'node:sqlite';
import { SLICE } from './chores.ts';
import type { Meta } from './meta.ts';
import { inTransaction } from './transaction.ts';

/** Up to which sequence the table of last uses is known to agree with the log. */
const MARK = 'last_use.sequence';

export interface LastUse {
  note(keyId: string, at: number): void;
  /** The latest use that the table does not have yet. */
  recent(keyId: string): number | undefined;
  /** Writes one slice; true while more is left. */
  flush(): boolean;
}

/**
 * When each key was last used: kept in memory and written behind, because a write per request would double the
 * cost of the commit. What a crash left unwritten is read from the log's end on opening.
 */
export function createLastUse(db: DatabaseSync, meta: Meta, lastSequence: () => number): LastUse {
  const noted = new Map<string, number>();
  const write = db.prepare(
    'INSERT INTO last_uses (key_id, at) VALUES (?, ?) ON CONFLICT (key_id) DO UPDATE SET at = max(at, excluded.at)',
  );
  catchUp(db, meta, lastSequence());
  let mark = lastSequence();

  return {
    note(keyId, at) {
      const known = noted.get(keyId);
      if (known === undefined || known < at) noted.set(keyId, at);
    },
    recent: (keyId) => noted.get(keyId),
    flush() {
      if (noted.size === 0 && mark === lastSequence()) return false;
      const slice = [...noted.entries().take(SLICE)];
      inTransaction(db, () => {
        for (const [keyId, at] of slice) write.run(keyId, at);
        if (slice.length === noted.size) meta.put(MARK, String(lastSequence()));
      });
      if (slice.length === noted.size) mark = lastSequence();
      for (const [keyId] of slice) noted.delete(keyId);
      return noted.size > 0;
    },
  };
}

function catchUp(db: DatabaseSync, meta: Meta, lastSequence: number): void {
  const mark = Number(meta.get(MARK) ?? 0);
  if (mark >= lastSequence) return;
  inTransaction(db, () => {
    db.prepare(
      `INSERT INTO last_uses (key_id, at)
         SELECT text ->> '$.actor.keyId' AS key_id, CAST(round(1000 * unixepoch(max(text ->> '$.at'), 'subsec')) AS INTEGER) FROM events
         WHERE sequence > ? AND used = 1 AND key_id IS NOT NULL GROUP BY 1
       ON CONFLICT (key_id) DO UPDATE SET at = max(at, excluded.at)`,
    ).run(mark);
    meta.put(MARK, String(lastSequence));
  });
}
