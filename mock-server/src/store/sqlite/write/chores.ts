import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MachineClock } from '../../../time/clocks.ts';
import { isFull } from '../store-error.ts';

/** How many rows a chore may touch before requests get their turn. */
export const SLICE = 200;

const EVERY_MS = 1000;

/** Does one slice of what stands behind the log; true while more is left. */
export type Chore = () => boolean;

export interface Chores {
  /** Something was written: the chores run within a second. An idle store sets no timer. */
  wake(): void;
  /** Does now all that is left, and runs no more. */
  finish(): void;
}

/** Runs the chores at most once a second, a slice a turn of the loop. */
export function createChores(
  chores: readonly Chore[],
  machine: MachineClock,
  onFailure: (error: Error) => void,
): Chores {
  let timer: { cancel(): void } | undefined;
  let running = false;
  let finished = false;

  async function run() {
    running = true;
    try {
      for (const chore of chores) while (!finished && chore()) await nextTurn();
    } catch (error) {
      tell(error);
    }
    running = false;
  }

  /** A full disk is told to the requests; what was left undone stays for another second, or the next opening. */
  function tell(error: unknown) {
    if (!isFull(error)) onFailure(error as Error);
  }

  function wake() {
    if (finished || timer) return;
    timer = machine.after(EVERY_MS, () => {
      timer = undefined;
      if (running) wake();
      else void run();
    });
  }

  return {
    wake,
    finish() {
      finished = true;
      timer?.cancel();
      try {
        for (const chore of chores) while (chore());
      } catch (error) {
        tell(error);
      }
    },
  };
}
