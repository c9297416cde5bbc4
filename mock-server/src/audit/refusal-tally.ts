import { type Counted, createCountedRequests } from './counted-requests.ts';

/** A refusal before `authorize`, as the tally sees it. */
interface TalliedRefusal {
  readonly requestId: string;
  /** The lineage where the key was proven, else the network. */
  readonly source: string;
  /** The brokerage of the lineage, whose own log tells of it. */
  readonly brokerageId: string | null;
  readonly code: string;
  readonly status: number;
  /** World time. */
  readonly now: number;
}

/** Refusals of one code, one minute of world time and, where there was room for it, one source. */
export interface RefusalAggregate {
  readonly source: string | null;
  readonly brokerageId: string | null;
  readonly code: string;
  readonly status: number;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/**
 * Decides which refusals before `authorize` stand singly in the log and counts the others, so that nobody can
 * fill the disk with them and none is lost.
 */
export interface RefusalTally {
  /** `single`: write an event for it. `counted`: it is in an aggregate that `flush` will hand out. */
  record(refusal: TalliedRefusal): 'single' | 'counted';
  /**
   * Hands out, once each and in the order of their minutes, the aggregates whose minute of world time has ended
   * at `now`, or all of them: before the clock is moved, at a stop, and at least every 60 s of machine time, since
   * the minute of a frozen clock never ends.
   */
  flush(now: number | 'all'): RefusalAggregate[];
  /** Notes the event that tells of an aggregate. */
  written(aggregate: RefusalAggregate, sequence: number): void;
  /** What stands for a counted request: of the newest 10,000, and not beyond a restart. */
  find(requestId: string): Counted | undefined;
}

const SINGLE_PER_SOURCE = 10;
const SINGLE_PER_WORLD = 300;
const COUNTERS = 1_000;
const REMEMBERED = 10_000;

/**
 * In a minute of world time: singly up to 10 of a source and 300 in the world; beyond that counted by source
 * and code; beyond 1,000 such counters by code. So a million networks make 300 events, 1,000 aggregates
 * and one more for each code, and as much is held in memory at most, with the ids of the newest counted requests.
 */
export function createRefusalTally(): RefusalTally {
  const singles = new Map<string, number>();
  const counters = new Map<string, Counter>();
  const requests = createCountedRequests(REMEMBERED);
  const handedOut = new WeakMap<RefusalAggregate, Told>();
  let minute = Number.NaN;
  let singleInWorld = 0;
  let bySource = 0;

  function standsSingly(source: string, at: number): boolean {
    if (at !== minute) {
      minute = at;
      singleInWorld = 0;
      singles.clear();
    }
    const ofSource = singles.get(source) ?? 0;
    if (ofSource >= SINGLE_PER_SOURCE || singleInWorld >= SINGLE_PER_WORLD) return false;
    singles.set(source, ofSource + 1);
    singleInWorld++;
    return true;
  }

  /** The counter of this source, or of the code alone where there are too many. */
  function counterOf(refusal: TalliedRefusal, at: number): Counter {
    const shared = `${at} ${refusal.code}`;
    const own = `${shared} ${refusal.source}`;
    const counter = counters.get(own) ?? (bySource < COUNTERS ? undefined : counters.get(shared));
    if (counter) return counter;
    const source = bySource < COUNTERS ? refusal.source : null;
    if (source !== null) bySource++;
    const { code, status, now } = refusal;
    const brokerageId = source === null ? null : refusal.brokerageId;
    const told: Told = { brokerageId, sequence: null };
    const fresh = {
      minute: at,
      told,
      source,
      brokerageId,
      code,
      status,
      count: 0,
      firstAt: now,
      lastAt: now,
    };
    counters.set(source === null ? shared : own, fresh);
    return fresh;
  }

  return {
    record(refusal) {
      const at = minuteOf(refusal.now);
      if (standsSingly(refusal.source, at)) return 'single';
      const counter = counterOf(refusal, at);
      counter.count++;
      counter.lastAt = refusal.now;
      requests.add(refusal.requestId, counter.told);
      return 'counted';
    },
    flush(now) {
      const ended: RefusalAggregate[] = [];
      for (const [name, { minute: at, told, ...aggregate }] of counters) {
        if (now !== 'all' && at >= minuteOf(now)) continue;
        counters.delete(name);
        if (aggregate.source !== null) bySource--;
        handedOut.set(aggregate, told);
        ended.push(aggregate);
      }
      return ended;
    },
    written(aggregate, sequence) {
      const told = handedOut.get(aggregate);
      if (told) told.sequence = sequence;
    },
    find: requests.find,
  };
}

type Mutable<Fixed> = { -readonly [Member in keyof Fixed]: Fixed[Member] };
type Told = Mutable<Counted>;
type Counter = Mutable<RefusalAggregate> & { readonly minute: number; readonly told: Told };

function minuteOf(at: number): number {
  return Math.floor(at / 60_000);
}
