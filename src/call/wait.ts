import type { Life } from '../life.ts';
import type { Runtime } from '../runtime.ts';
import type { Ongoing } from './start.ts';

const BASE_MS = 500;
const CAP_MS = 20_000;
const LONGEST_MS = 60_000;
const SPREAD_MS = 100;

/**
 * How long to wait before the next attempt; `null` if there is none.
 *
 * - A wait that the server asks for is kept exactly, and a little is added by chance, so that those
 *   who were told the same do not come at once. It is no retry of ours: only the deadline bounds it.
 * - Without one: full jitter, doubling.
 * - What is longer than the longest wait, or goes beyond the deadline, is not waited for at all: the
 *   caller hears at once, with `retryAfter`, and can plan better than a sleeping client.
 */
export function waitBefore(call: Ongoing, askedMs: number | null, runtime: Runtime): number | null {
  const { maxRetries } = call.settings;
  const asked = askedMs !== null && askedMs > 0;
  if (maxRetries === 0 || (!asked && call.retries >= maxRetries)) return null;
  const wait = asked
    ? askedMs + runtime.random() * SPREAD_MS
    : runtime.random() * Math.min(CAP_MS, BASE_MS * 2 ** call.retries);
  if (asked && askedMs > LONGEST_MS) return null;
  if (runtime.now() + wait >= call.deadlineAt) return null;
  if (!asked) call.retries++;
  return wait;
}

/** Waits, and keeps the process open. Ends early with the call, or when the client closes. */
export function rest(runtime: Runtime, ms: number, life: Life): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = () => {
      timer.clear();
      life.interrupt = null;
      life.wake = null;
    };
    const timer = runtime.setTimer(
      () => {
        over();
        resolve();
      },
      ms,
      true,
    );
    life.wake = () => {
      over();
      resolve();
    };
    life.interrupt = (reason) => {
      over();
      reject(reason);
    };
  });
}
