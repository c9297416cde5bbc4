import type { MachineClock } from '../../../time/clocks.ts';
import type { Committed, Entry } from '../../port.ts';
import { StoreError } from '../store-error.ts';
import type { Durability } from './wal-sync.ts';
import type { Write, Written } from './writer.ts';

/** How long a batch waits for company. */
const PATIENCE_MS = 2;

/** As long as a timer can be. */
const LONG_MS = 2 ** 31 - 1;

const nothing = () => {};

interface Waiting extends Write {
  readonly resolve: (committed: Committed) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommit {
  commit(entry: Entry, now: number): Promise<Committed>;
  /** Refuses all that waits and whatever comes later. */
  fail(error: Error): void;
  /** Writes all that waits, without patience, and refuses whatever comes later. */
  drain(): Promise<void>;
}

/**
 * Gathers the entries of concurrent requests into one transaction and one sync. A batch waits for as many
 * entries as the last one carried, since that many callers are likely to come back; so one caller alone waits
 * for nobody. One batch is under way at a time.
 */
export function createGroupCommit(
  apply: (batch: readonly Write[]) => Written[],
  durability: Durability,
  machine: MachineClock,
  onFailure: (error: Error) => void,
): GroupCommit {
  let waiting: Waiting[] = [];
  let carried = 1;
  let underWay = false;
  let patience: { cancel(): void } | undefined;
  let refusal: Error | undefined;
  let drained: (() => void) | undefined;
  // Timers of the machine clock let the process end; a caller who waits for an acknowledgement must not.
  const hold = setInterval(nothing, LONG_MS).unref();

  function consider() {
    if (underWay) return;
    if (waiting.length === 0) return drained?.();
    if (waiting.length >= carried || drained) return depart();
    patience ??= machine.after(PATIENCE_MS, depart);
    hold.ref();
  }

  function depart() {
    patience?.cancel();
    patience = undefined;
    hold.unref();
    const batch = waiting;
    waiting = [];
    carried = batch.length;
    underWay = true;
    let written: Written[];
    try {
      written = apply(batch);
    } catch (error) {
      written = batch.map(() => error as Error);
    }
    durability.sync((error) => {
      underWay = false;
      if (error) unsynced(error, batch);
      else arrive(batch, written);
    });
  }

  function arrive(batch: readonly Waiting[], written: readonly Written[]) {
    batch.forEach(({ resolve, reject }, index) => {
      const outcome = written[index]!;
      if (outcome instanceof Error) reject(outcome);
      else resolve(outcome);
    });
    consider();
  }

  /** What a failed sync left on the disk cannot be known, so nothing of it is acknowledged. */
  function unsynced(error: Error, batch: readonly Waiting[]) {
    const message = `The log cannot be synced to disk (${error.message}): restart on a sound disk.`;
    waiting = [...batch, ...waiting];
    fail(new StoreError('sync_failed', message, error));
  }

  function fail(error: Error) {
    refusal = error;
    onFailure(error);
    for (const { reject } of waiting) reject(error);
    waiting = [];
    consider();
  }

  return {
    commit(entry, now) {
      if (refusal) return Promise.reject(refusal);
      return new Promise((resolve, reject) => {
        waiting.push({ entry, now, resolve, reject });
        consider();
      });
    },
    fail,
    drain() {
      refusal ??= new StoreError('closed', 'The store is closed.');
      return new Promise((resolve) => {
        drained = () => {
          clearInterval(hold);
          resolve();
        };
        consider();
      });
    },
  };
}
