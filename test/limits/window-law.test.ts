import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryLimiter } from '../../mock-server/src/limits/memory-limiter.ts';
import type { Reservation } from '../../mock-server/src/limits/port.ts';
import { Window } from '../../mock-server/src/limits/window.ts';
import { createOracle } from './oracle.ts';

const START = 1_800_000_000_123;

/** What can happen to a bucket; times in hundredths of the window. */
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('arrive' as const), cost: fc.integer({ min: 1, max: 7 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('burst' as const), count: fc.integer({ min: 1, max: 300 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      hundredths: fc.double({ min: 0, max: 30, noNaN: true }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      hundredths: fc.constantFrom(98.9, 99.9, 100, 100.1, 101, 102, 250),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('stepBack' as const),
      hundredths: fc.integer({ min: 1, max: 300 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      quota: fc.constantFrom(0, 1, 5, 99, 100, 101, 250),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('giveBack' as const),
      pick: fc.nat(),
      amount: fc.integer({ min: 1, max: 7 }),
    }),
  },
);

describe('the law, held against a count of every admission', () => {
  it.each([
    ['a second', 1_000],
    ['a minute', 60_000],
    ['a day', 86_400_000],
  ])(
    'in a window of %s: bursts, idle times, clocks set back, edited quotas, allowance given back',
    async (_, windowMs) => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(1, 5, 100, 101, 250),
          fc.array(step, { maxLength: 60, size: 'max' }),
          async (first, steps) => {
            const limiter = createMemoryLimiter();
            const oracle = createOracle(windowMs);
            const held: Reservation[] = [];
            let quota: number = first;
            let clock = START;
            // The latest the limiter was told; it knows of no other.
            let latest = 0;

            const arrive = async (cost: number) => {
              latest = Math.max(latest, clock);
              const charge = { policy: 'p', bucket: 'b', quota, windowMs, cost };
              const answer = await limiter.reserve([charge], clock, null);
              const amount = Math.max(1, Math.min(cost, quota));
              if (answer.kind === 'reserved') {
                expect(oracle.used(latest) + amount).toBeLessThanOrEqual(quota);
                oracle.admit(latest, amount);
                held.push(answer);
              } else {
                expect(oracle.usedAtMost(latest) + amount).toBeGreaterThan(quota);
                expect(answer.waitMs).toBeGreaterThan(0);
              }
              const [left] = await limiter.inspect([charge], clock);
              expect(left!.remaining).toBeLessThanOrEqual(Math.max(0, quota - oracle.used(latest)));
              expect(left!.remaining).toBeGreaterThanOrEqual(Math.max(0, quota - oracle.usedAtMost(latest)));
            };

            for (const now of steps) {
              if (now.kind === 'arrive') await arrive(now.cost);
              else if (now.kind === 'burst') for (let i = 0; i < now.count; i++) await arrive(1);
              else if (now.kind === 'wait') clock += Math.floor((now.hundredths * windowMs) / 100);
              else if (now.kind === 'stepBack') clock -= (now.hundredths * windowMs) / 100;
              else if (now.kind === 'edit') quota = now.quota;
              else if (held.length > 0) {
                const index = now.pick % held.length;
                const amount = oracle.admissions[index]!.amount;
                const used = Math.max(0, amount - now.amount);
                const reservation = held[index]!;
                await limiter.settle(reservation, [used]);
                // The first settlement is the one that counts.
                if (!settled.has(reservation)) oracle.giveBack(index, amount - used);
                settled.add(reservation);
              }
            }
          },
        ),
        { numRuns: 60 },
      );
    },
  );
});

const settled = new WeakSet<Reservation>();

describe('what the law promises', () => {
  it.each([1, 5, 100])('gives an allowance of %i back exactly one window after it was used', (quota) => {
    const window = new Window(60_000);
    for (let i = 0; i < quota; i++) window.take(START + i, 1, quota);
    for (let i = 0; i < quota; i++) {
      expect(window.left(START + 59_999 + i, quota)).toBe(i);
      expect(window.left(START + 60_000 + i, quota)).toBe(i + 1);
    }
  });

  it.each([101, 1_200, 50_000])(
    'gives an allowance of %i back at most 1 % late, and never early',
    (quota) => {
      for (let offset = 0; offset < 600; offset += 7) {
        const window = new Window(60_000);
        window.take(START + offset, quota, quota);
        expect(window.left(START + offset + 60_000 - 1, quota)).toBe(0);
        expect(window.left(START + offset + 60_600, quota)).toBe(quota);
      }
    },
  );

  it('is kept in a state whose size does not grow with the traffic', () => {
    for (const edited of [[100], [1_200], [100, 101], [101, 100, 5, 1_000_000]]) {
      const window = new Window(60_000);
      let most = 0;
      for (let i = 0; i < 200_000; i++) {
        const quota = edited[i % edited.length]!;
        const now = START + i * 3;
        if (window.left(now, quota) > 0) window.take(now, 1, quota);
        if (i % 1_000 === 0) most = Math.max(most, instants(window, now));
      }
      expect(most).toBeLessThanOrEqual(202);
    }
  });

  it('is not outgrown by admissions that are given back at once', () => {
    const window = new Window(60_000);
    for (let i = 0; i < 10_000; i++) window.giveBack(window.take(START + i, 1, 50), 1);
    expect(instants(window, START)).toBe(0);
  });
});

/** At how many different instants something comes back. */
function instants(window: Window, now: number): number {
  let count = 0;
  for (let at = window.nextFree(now); at !== Number.POSITIVE_INFINITY; at = window.nextFree(at)) count++;
  return count;
}
