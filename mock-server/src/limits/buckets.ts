import type { Backlog } from './backlog.ts';
import { Window } from './window.ts';

/** Whose allowance: what it has admitted, and what is promised to those it refused. */
export interface Bucket {
  readonly window: Window;
  backlog: Backlog | null;
}

/** The buckets of one policy, at most `bound` of them. */
export interface Buckets {
  /** The bucket that would be charged, where anything counts in it. */
  find(name: string): Bucket | undefined;
  /** The bucket to charge, which stays the one to charge as long as anything counts in it. */
  open(name: string, now: number): Bucket;
}

const SWEPT_EACH = 2;
const SWEPT_WHEN_FULL = 16;

/**
 * A bucket is forgotten when nothing counts in it any more, and never before: who could push its own charges
 * out by coming from a million networks would have no limit. So where all `bound` of them count, newcomers
 * share one more. That keeps the law for each of them, since a shared allowance is only stricter, and
 * they stay in it until nothing counts there.
 */
export function createBuckets(windowMs: number, bound: number): Buckets {
  const known = new Map<string, Bucket>();
  let shared: Bucket | null = null;
  // Goes round and round; a Map's iterator sees what is added and misses what is deleted.
  let round = known.entries();

  function sweep(count: number, now: number) {
    for (let swept = 0; swept < count; swept++) {
      const next = round.next();
      if (next.done) {
        round = known.entries();
        return;
      }
      if (idle(next.value[1], now)) known.delete(next.value[0]);
    }
  }

  return {
    find: (name) => known.get(name) ?? shared ?? undefined,
    open(name, now) {
      const bucket = known.get(name);
      if (bucket) return bucket;
      if (shared && !idle(shared, now)) return shared;
      shared = null;
      sweep(known.size < bound ? SWEPT_EACH : SWEPT_WHEN_FULL, now);
      const fresh = { window: new Window(windowMs), backlog: null };
      if (known.size < bound) known.set(name, fresh);
      else shared = fresh;
      return fresh;
    },
  };
}

function idle(bucket: Bucket, now: number): boolean {
  return bucket.window.used(now) === 0 && (bucket.backlog === null || bucket.backlog.empty(now));
}
