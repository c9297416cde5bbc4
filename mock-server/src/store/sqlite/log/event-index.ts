import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isFull } from '../store-error.ts';
import { BLOCK, holdsAll, markOf, packMarks } from './event-marks.ts';

/** A stretch of the log, both ends included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

export interface EventIndex {
  /** Takes in one block of the log; true while more are whole. */
  slice(): boolean;
  /** Takes in all blocks that are whole by now, one a turn of the loop. */
  catchUp(): Promise<void>;
  /** Where events with all of these marks may stand: in order, and nothing left out. */
  spans(marks: readonly number[], after: number | undefined, descending: boolean): AsyncGenerator<Span>;
}

const kinds = { requestId: 'request', keyId: 'key', brokerageId: 'brokerage' } as const;
/**
 * What can be searched for, wherever it stands in an event's text: more marks than are asked for cost a look, none is
 * ever missing, and a third of what parsing the JSON would cost.
 */
const SEARCHABLE = /"(requestId|keyId|brokerageId)":"([^"]*)"/g;

/** How many blocks are looked through before requests get their turn. */
const BLOCKS_A_TURN = 100;

const blockOf = (sequence: number) => Math.floor((sequence - 1) / BLOCK);
const spanOf = (block: number): Span => ({ from: block * BLOCK + 1, to: (block + 1) * BLOCK });

/**
 * The search projection: of each whole block of 200 events, which requests, keys and brokerages occur in it. It is
 * appended to like the log itself: an index by random ids would rewrite one page per event and id, which costs
 * more than all the rest of a request. The end of the log that is no whole block yet is always looked through.
 *
 * A search reads the marks of every block (4 bytes an id, about 2.4 KB a block) and then the events of those that may
 * hold what is asked for; the stored text decides. Marks that collide by chance or by design cost time, never an answer.
 */
export function createEventIndex(db: DatabaseSync, lastSequence: () => number): EventIndex {
  const insert = db.prepare('INSERT INTO event_blocks (block, marks) VALUES (?, ?)');
  const texts = db.prepare('SELECT text FROM events WHERE sequence BETWEEN ? AND ?');
  texts.setReturnArrays(true);
  const up = db.prepare(
    `SELECT block, marks FROM event_blocks WHERE block >= ? ORDER BY block LIMIT ${BLOCKS_A_TURN}`,
  );
  const down = db.prepare(
    `SELECT block, marks FROM event_blocks WHERE block <= ? ORDER BY block DESC LIMIT ${BLOCKS_A_TURN}`,
  );
  /** The first block that is not taken in. */
  let next = firstMissing(db);

  const wholeBlocks = () => Math.floor(lastSequence() / BLOCK);

  function marksIn({ from, to }: Span): Set<number> {
    const marks = new Set<number>();
    for (const [text] of texts.all(from, to) as unknown as [string][]) {
      for (const [, name, value] of text.matchAll(SEARCHABLE)) {
        marks.add(markOf(kinds[name as keyof typeof kinds], value as string));
      }
    }
    return marks;
  }

  function slice(): boolean {
    if (next < wholeBlocks()) {
      insert.run(next, packMarks(marksIn(spanOf(next))));
      next++;
    }
    return next < wholeBlocks();
  }

  return {
    slice,
    async catchUp() {
      const end = wholeBlocks();
      try {
        while (next < end) {
          slice();
          await nextTurn();
        }
      } catch (error) {
        // The log stays readable on a full disk: more of its end is looked through.
        if (!isFull(error)) throw error;
      }
    },
    async *spans(marks, after, descending) {
      const end = next;
      const open: Span = { from: end * BLOCK + 1, to: Number.MAX_SAFE_INTEGER };
      if (descending) yield open;
      let block = after === undefined ? (descending ? end : 0) : blockOf(after);
      for (;;) {
        const found = (descending ? down : up).all(block) as { block: number; marks: Uint8Array }[];
        for (const one of found) {
          if (one.block >= end || !holdsAll(one.marks, marks)) continue;
          yield spanOf(one.block);
          await nextTurn();
        }
        if (found.length < BLOCKS_A_TURN) break;
        block = found.at(-1)!.block + (descending ? -1 : 1);
        await nextTurn();
      }
      if (!descending) yield open;
    },
  };
}

/** Where to go on. With a gap, what is there is of no use: it starts anew from the log. */
function firstMissing(db: DatabaseSync): number {
  const { first, blocks, last } = db
    .prepare(
      'SELECT (SELECT min(sequence) FROM events) AS first, count(*) AS blocks, max(block) AS last FROM event_blocks',
    )
    .get() as { first: number | null; blocks: number; last: number | null };
  const start = blockOf(first ?? 1);
  if (last !== null && last - start + 1 === blocks) return last + 1;
  db.exec('DELETE FROM event_blocks');
  return start;
}
