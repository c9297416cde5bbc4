import type { MachineClock } from './clocks.ts';

// Node runs a timer of more than 24.8 days at once, so a longer one is set in parts.
const LONGEST_TIMER = 2 ** 31 - 1;

/** Machine time by the process's monotonic clock. */
export const machineClock: MachineClock = {
  now: () => performance.now(),
  after(ms, run) {
    let timer: NodeJS.Timeout;
    const arm = (left: number) => {
      const part = Math.min(left, LONGEST_TIMER);
      timer = setTimeout(() => (left > part ? arm(left - part) : run()), part).unref();
    };
    arm(ms);
    return { cancel: () => clearTimeout(timer) };
  },
};
