import { availableParallelism } from 'node:os';
import type { MachineClock } from '../time/clocks.ts';
import type { Bcrypt } from './bcrypt.ts';
import type { Busy } from './port.ts';

/** bcrypt in the order asked, and beneath it what is for nobody who waits; `Busy` where too many wait. Rejects only where bcrypt itself fails. */
export interface BcryptQueue {
  /** Equal comparisons that overlap are computed once. */
  compare(input: string, hash: string): Promise<boolean | Busy>;
  /**
   * @param when `idle`: for nobody who waits. Begins only while nobody else does, one at a time, and is never refused;
   * whoever asks bounds how many wait. @default 'in_turn'
   */
  hash(input: string, cost: number, when?: 'in_turn' | 'idle'): Promise<string | Busy>;
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
  const idle: (() => void)[] = [];
  const comparisons = new Map<string, Promise<boolean | Busy>>();
  let running = 0;
  let idling = false;
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
    return timed(compute);
  }

  async function whenIdle<T>(compute: () => Promise<T>): Promise<T> {
    await new Promise<void>((turn) => {
      idle.push(turn);
      beginIdle();
    });
    return timed(compute).finally(() => {
      idling = false;
      beginIdle();
    });
  }

  // A place is free only while nobody waits. One at a time, so that of several places all but one stay free.
  function beginIdle(): void {
    if (idling || running >= atOnce) return;
    const next = idle.shift();
    if (!next) return;
    idling = true;
    running++;
    next();
  }

  async function timed<T>(compute: () => Promise<T>): Promise<T> {
    const startedAt = machine.now();
    try {
      return await compute();
    } finally {
      measuredMs += (machine.now() - startedAt - measuredMs) / 8;
      // The place is handed on rather than given up, so that nobody who comes just now gets in before.
      const next = waiting.shift();
      if (next) {
        next();
      } else {
        running--;
        beginIdle();
      }
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
    hash(input, cost, when = 'in_turn') {
      const compute = () => bcrypt.hash(input, cost);
      return when === 'idle' ? whenIdle(compute) : inTurn(compute);
    },
  };
}
