import type { MachineClock } from '../time/clocks.ts';

const everyMs = 1000;

/**
 * Does something each second of machine time, never twice at once. What it did last is waited for at `stop`; where
 * it throws, that is told and the next second comes all the same.
 */
export function startTicker(
  machine: MachineClock,
  tick: () => Promise<void>,
  onFault: (fault: unknown) => void,
): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let timer = machine.after(everyMs, run);

  function run(): void {
    running = tick()
      .catch(onFault)
      .then(() => {
        if (!stopped) timer = machine.after(everyMs, run);
      });
  }

  return {
    stop() {
      stopped = true;
      timer.cancel();
      return running;
    },
  };
}
