import { describe, expect, it } from 'vitest';
import { Window } from '../../mock-server/src/limits/window.ts';
import { createOracle } from './oracle.ts';

/*
 * Why the window is not one of the usual two. Each is as its literature has it, and asked every 10 ms, after a
 * burst at the worst moment, for what it will still admit within the window of that burst.
 */
const QUOTA = 100;
const WINDOW = 60_000;

/** Generic cell rate algorithm: a bucket of `QUOTA` that drips back one each `WINDOW / QUOTA`. */
function createGcra() {
  const interval = WINDOW / QUOTA;
  let theoretical = 0;
  return (now: number) => {
    const next = Math.max(theoretical, now) + interval;
    if (next - now > WINDOW) return false;
    theoretical = next;
    return true;
  };
}

/** Sliding window of two counters, the earlier weighted by how much of it the window still covers. */
function createTwoCounters() {
  const counts = new Map<number, number>();
  return (now: number) => {
    const present = Math.floor(now / WINDOW);
    const covered = 1 - (now % WINDOW) / WINDOW;
    const used = (counts.get(present - 1) ?? 0) * covered + (counts.get(present) ?? 0);
    if (used + 1 > QUOTA) return false;
    counts.set(present, (counts.get(present) ?? 0) + 1);
    return true;
  };
}

function createExact() {
  const window = new Window(WINDOW);
  return (now: number) => {
    if (window.left(now, QUOTA) === 0) return false;
    window.take(now, 1, QUOTA);
    return true;
  };
}

/** The most admissions in any window, where all arrive that can from `start` on. */
function mostIn(admits: (now: number) => boolean, start: number): number {
  const oracle = createOracle(WINDOW);
  let most = 0;
  for (let now = start; now < start + 2 * WINDOW; now += 10) {
    while (admits(now)) oracle.admit(now, 1);
    if ((now - start) % 100 === 0) most = Math.max(most, oracle.used(now));
  }
  return most;
}

describe('most admissions in any 60 s, of 100 allowed', () => {
  it('are 199 with GCRA and a burst of the quota', () => {
    expect(mostIn(createGcra(), 0)).toBe(199);
  });

  it('are 199 with two counters', () => {
    expect(mostIn(createTwoCounters(), WINDOW - 100)).toBe(199);
  });

  it.each([0, WINDOW - 100, 12_345])('are 100 with the window here, from %i ms on', (start) => {
    expect(mostIn(createExact(), start)).toBe(QUOTA);
  });
});
