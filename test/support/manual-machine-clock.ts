import type { MachineClock } from '../../mock-server/src/time/clocks.ts';

/** Machine time that stands still until a test moves it. */
export interface ManualMachineClock extends MachineClock {
  /** Moves on by `ms` and runs what falls due, in order. */
  advance(ms: number): void;
}

export function createManualMachineClock(): ManualMachineClock {
  let present = 0;
  const timers = new Set<{ at: number; run: () => void }>();

  const earliestUntil = (end: number) =>
    [...timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];

  return {
    now: () => present,
    after(ms, run) {
      const timer = { at: present + ms, run };
      timers.add(timer);
      return { cancel: () => void timers.delete(timer) };
    },
    advance(ms) {
      const end = present + ms;
      for (let timer = earliestUntil(end); timer; timer = earliestUntil(end)) {
        timers.delete(timer);
        present = timer.at;
        timer.run();
      }
      present = end;
    },
  };
}
