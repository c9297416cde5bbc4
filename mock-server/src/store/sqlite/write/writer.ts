import type { DatabaseSync } from 'node:sqlite';
import type { Committed, Entry } from '../../port.ts';
import type { Put } from '../../rows.ts';
import { createAgendaWriter } from '../agenda.ts';
import { createStandingReader } from '../credentials.ts';
import { createIdempotencyWriter } from '../idempotency.ts';
import { isFull } from '../store-error.ts';
import { changeTimesOf, newestChange } from './change-times.ts';
import { createRowWriter } from './puts.ts';
import { createRehash } from './rehash.ts';
import { createRevisions } from './revisions.ts';

/** An entry and the world time at which it was committed. */
export interface Write {
  readonly entry: Entry;
  readonly now: number;
}

/** What became of one entry; an error where that entry alone could not be written. */
export type Written = Committed | Error;

export interface Writer {
  /** Applies all of them in one transaction, in this order. Synchronous: nothing can slip into the transaction. */
  apply(batch: readonly Write[]): Written[];
  lastSequence(): number;
  /** Committed changes to what `Credentials.read` joins. */
  epoch(): number;
}

const ofCredentials: ReadonlySet<Put['table']> = new Set(['keys', 'lineages', 'users', 'brokerages']);

const carriesChange = ({ puts, schedules, done, idempotency, rehash }: Entry) =>
  Boolean(puts?.length || schedules?.length || done?.length || idempotency || rehash);

export function createWriter(db: DatabaseSync): Writer {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const savepoint = db.prepare('SAVEPOINT entry');
  const release = db.prepare('RELEASE entry');
  const rollbackToSavepoint = db.prepare('ROLLBACK TO entry');
  const insertEvent = db.prepare('INSERT INTO events (sequence, text, used) VALUES (?, ?, ?)');
  const standing = createStandingReader(db);
  const revision = createRevisions(db);
  const writeRow = createRowWriter(db);
  const keepAnswer = createIdempotencyWriter(db);
  const agenda = createAgendaWriter(db);
  const replaceHash = createRehash(db);

  const stored = db.prepare('SELECT max(sequence) AS last FROM events').get();
  let committed = {
    sequence: (stored?.last as number | null) ?? 0,
    epoch: 0,
    /** The newest modificationTimestamp of a listing, gone or not. */
    newestChange: newestChange(db),
  };
  /** As `committed`, with what the open transaction adds. */
  let pending = committed;

  function stillStands({ relies = [], reads = [] }: Entry): boolean {
    return (
      relies.every((key) => key.epoch === pending.epoch || standing(key.keyId) === key.revision) &&
      reads.every((read) => revision(read.table, read.id) === read.revision)
    );
  }

  function applyChange(entry: Entry, sequence: number, now: number): boolean {
    const { puts = [], schedules = [], done = [], idempotency, rehash } = entry;
    return (
      puts.every(writeRow) &&
      done.every(agenda.done) &&
      schedules.every((schedule) => agenda.schedule(schedule, now)) &&
      (!rehash || replaceHash(rehash)) &&
      (!idempotency || keepAnswer(idempotency, sequence, now))
    );
  }

  /** All that `work` writes, or nothing of it where it returns false or throws. */
  function whole(work: () => boolean): boolean {
    savepoint.run();
    let kept = false;
    try {
      kept = work();
    } finally {
      // A full disk has ended the transaction, and the savepoint with it.
      if (!kept && db.isTransaction) rollbackToSavepoint.run();
      if (db.isTransaction) release.run();
    }
    return kept;
  }

  function write({ entry, now }: Write): Committed {
    const changed = changeTimesOf(entry);
    if (changed.oldest < pending.newestChange || !stillStands(entry)) return 'conflict';
    const sequence = pending.sequence + 1;
    const record = () => {
      insertEvent.run(sequence, `{"v":1,"sequence":${sequence},${entry.event}`, entry.uses ? 1 : 0);
      return true;
    };
    const kept = carriesChange(entry) ? whole(() => applyChange(entry, sequence, now) && record()) : record();
    if (!kept) return 'conflict';
    const touched = entry.puts?.filter((put) => ofCredentials.has(put.table)).length ?? 0;
    pending = {
      sequence,
      epoch: pending.epoch + touched,
      newestChange: Math.max(pending.newestChange, changed.newest),
    };
    return { sequence };
  }

  function writeOrTell(one: Write): Written {
    try {
      return write(one);
    } catch (error) {
      if (isFull(error) || !db.isTransaction) throw error;
      return error as Error;
    }
  }

  return {
    apply(batch) {
      pending = committed;
      try {
        begin.run();
        const written = batch.map(writeOrTell);
        commit.run();
        committed = pending;
        return written;
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        if (isFull(error)) return batch.map(() => 'full');
        throw error;
      }
    },
    lastSequence: () => committed.sequence,
    epoch: () => committed.epoch,
  };
}
