import { availableParallelism } from 'node:os';
import type { MachineClock } from '../time/clocks.ts';
import type { Bcrypt } from './bcrypt.ts';
import type { Busy } from './port.ts';

/** bcrypt in the order asked; `Busy` where too many wait. Rejects only where bcrypt itself fails. */
export interface BcryptQueue {
  /** Equal comparisons that overlap are computed once. */
  compare(input: string, hash: string): Promise<boolean | Busy>;
  hash(input: string, cost: number): Promise<string | Busy>;
}

export interface BcryptQueueOptions {
  readonly bcrypt: Bcrypt;
  readonly machine: MachineClock;
  /** How many run at once. @default {@link atOnceFor} this machine */
  readonly atOnce?: number;
  /** How many may wait. @default 64 */
  readonly bound?: number;
}

const FIRST_GUESS_MS = 200;
const LONGEST_WAIT_MS = 60_000;

/**
 * One to three, no more than there are processors, and always one thread less than the pool has: file reads,
 * fsync and name look-ups go through the same pool, and behind eight bcrypts one of those waits 700 ms.
 *
 * @param poolSize `UV_THREADPOOL_SIZE`, which libuv takes as 4 where it is absent.
 */
export function atOnceFor(poolSize: string | undefined, processors: number): number {
  const threads = Number.parseInt(poolSize ?? '', 10) || 4;
  return Math.max(1, Math.min(3, threads - 1, processors));
}

/** The pool is the process's, so all worlds of a process share one queue. */
export function createBcryptQueue({
  bcrypt,
  machine,
  atOnce = atOnceFor(process.env.UV_THREADPOOL_SIZE, availableParallelism()),
  bound = 64,
}: BcryptQueueOptions): BcryptQueue {
  const waiting: (() => void)[] = [];
  const comparisons = new Map<string, Promise<boolean | Busy>>();
  let running = 0;
  let measuredMs = FIRST_GUESS_MS;
  let spokenForUntil = 0;

  // Who is turned away is told its place: behind those that wait and those turned away before. Told the same
  // wait, a thousand callers of a restarted server would all come back at once, again and again.
  function busy(): Busy {
    const turnMs = measuredMs / atOnce;
    const now = machine.now();
    spokenForUntil = Math.max(spokenForUntil, now + (running + waiting.length) * turnMs) + turnMs;
    spokenForUntil = Math.min(spokenForUntil, now + LONGEST_WAIT_MS);
    return { busy: true, waitMs: Math.ceil(spokenForUntil - now) };
  }

  async function inTurn<T>(compute: () => Promise<T>): Promise<T | Busy> {
    if (running < atOnce) running++;
    else if (waiting.length >= bound) return busy();
    else await new Promise<void>((turn) => waiting.push(turn));
    const startedAt = machine.now();
    try {
      return await compute();
    } finally {
      measuredMs += (machine.now() - startedAt - measuredMs) / 8;
      // The place is handed on rather than given up, so that nobody who comes just now gets in before.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  }

  return {
    compare(input, hash) {
      const name = `${hash}\n${input}`;
      const same = comparisons.get(name);
      if (same) return same;
      const result = inTurn(() => bcrypt.compare(input, hash)).finally(() => comparisons.delete(name));
      comparisons.set(name, result);
      return result;
    },
    hash: (input, cost) => inTurn(() => bcrypt.hash(input, cost)),
  };
}
