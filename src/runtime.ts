/** A timer that was set. */
export interface Timer {
  /** Keeps it from running; harmless if it has run. */
  clear(): void;
}

/** Where the client takes time and chance from, so that a test can step both. */
export interface Runtime {
  /** Milliseconds from an arbitrary start, never backwards. */
  now(): number;
  /** Milliseconds since 1970, as far as the clock here is right. Only what nothing else dates is measured by it. */
  date(): number;
  /**
   * Runs something once, later.
   *
   * @param keepOpen Whether the process stays alive for it.
   */
  setTimer(run: () => void, ms: number, keepOpen: boolean): Timer;
  /** A number from 0 up to, not including, 1. Not for secrets. */
  random(): number;
}

/** The machine's own time and chance. */
export const systemRuntime: Runtime = {
  now: () => performance.now(),
  date: () => Date.now(),
  setTimer(run, ms, keepOpen) {
    const timer = setTimeout(run, ms);
    if (!keepOpen) timer.unref();
    return { clear: () => clearTimeout(timer) };
  },
  random: () => Math.random(),
};
