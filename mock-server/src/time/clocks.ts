/** World time: every business rule. Integer milliseconds since 1970, moved forward only. */
export interface WorldClock {
  now(): number;
}

/**
 * Machine time: timeouts, batching, how long a thing took. Milliseconds on a monotonic scale of no
 * particular origin; never compared with world time.
 */
export interface MachineClock {
  now(): number;
  /** Runs once after `ms`. Such a timer never keeps the process open. */
  after(ms: number, run: () => void): { cancel(): void };
}
