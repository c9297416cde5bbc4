import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryLimiter } from '../../mock-server/src/limits/memory-limiter.ts';
import type { Charge } from '../../mock-server/src/limits/port.ts';
import { createOracle } from './oracle.ts';

const NOW = 1_800_000_000_000;

function setUp(over: Partial<Charge> = {}) {
  const limiter = createMemoryLimiter();
  const charge = { policy: 'lineage', bucket: 'lin_1', quota: 5, windowMs: 1_000, cost: 1, ...over };
  return {
    charge,
    /** The wait told, or null where it is admitted. */
    async ask(at = NOW, caller: string | null = null) {
      const answer = await limiter.reserve([charge], at, caller);
      return answer.kind === 'reserved' ? null : answer.waitMs;
    },
  };
}

describe('attack: all who were refused come back at once and are refused again', () => {
  it('is told apart: no more than a quota of slots in a window', async () => {
    const { ask } = setUp();
    for (let i = 0; i < 5; i++) expect(await ask()).toBeNull();
    const waits = [];
    for (let i = 0; i < 12; i++) waits.push(await ask());
    expect(waits).toEqual([...Array(5).fill(1_000), ...Array(5).fill(2_000), ...Array(2).fill(3_000)]);
  });

  it('never promises more than the law will admit, whatever came before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(3, 100, 150),
        fc.array(
          fc.record({ afterMs: fc.integer({ min: 0, max: 700 }), cost: fc.integer({ min: 1, max: 4 }) }),
          { maxLength: 300, size: 'max' },
        ),
        async (quota, arrivals) => {
          const limiter = createMemoryLimiter();
          const admitted = createOracle(1_000);
          const promised = createOracle(1_000);
          let at = NOW;
          for (const { afterMs, cost } of arrivals) {
            at += afterMs < 600 ? 0 : afterMs;
            const charge = { policy: 'p', bucket: 'b', quota, windowMs: 1_000, cost };
            const answer = await limiter.reserve([charge], at, null);
            if (answer.kind === 'reserved') admitted.admit(at, Math.min(cost, quota));
            else if (answer.waitMs < 60_000) {
              const slot = at + answer.waitMs;
              promised.admit(slot, Math.min(cost, quota));
              // Whose slot has passed has come, and is among the admitted, or never will.
              const waiting = promised.admissions.filter(
                (promise) => promise.at > Math.max(at, slot - 1_000),
              );
              const slots = waiting.reduce((sum, { amount }) => sum + amount, 0);
              expect(admitted.used(slot) + slots).toBeLessThanOrEqual(quota);
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('keeps every promise where all come when they were told', async () => {
    const { ask } = setUp();
    const due: { at: number; caller: string }[] = [];
    for (let i = 0; i < 100; i++) {
      const wait = await ask(NOW + i, `caller ${i}`);
      if (wait !== null) due.push({ at: NOW + i + wait, caller: `caller ${i}` });
    }
    due.sort((a, b) => a.at - b.at);
    for (const { at, caller } of due) expect(await ask(at, caller)).toBeNull();
  });
});

describe('a caller that comes before its slot', () => {
  it('is told the same slot again, and takes none from others', async () => {
    const { ask } = setUp({ quota: 1 });
    await ask();
    expect(await ask(NOW, 'lin_1 a')).toBe(1_000);
    expect(await ask(NOW + 400, 'lin_1 a')).toBe(600);
    expect(await ask(NOW + 999, 'lin_1 a')).toBe(1);
    expect(await ask(NOW + 999, 'lin_1 b')).toBe(1_001);
  });

  it('takes a slot each time where it has no name', async () => {
    const { ask } = setUp({ quota: 1 });
    await ask();
    expect([await ask(), await ask(), await ask()]).toEqual([1_000, 2_000, 3_000]);
  });

  it('is remembered among the newest 4,096', async () => {
    const { ask } = setUp({ quota: 200, windowMs: 1_000 });
    for (let i = 0; i < 200; i++) await ask();
    const wait = await ask(NOW, 'first');
    for (let i = 0; i < 4_095; i++) await ask(NOW, `other ${i}`);
    expect(await ask(NOW, 'first')).toBe(wait);
    await ask(NOW, 'one more');
    expect(await ask(NOW, 'first')).toBeGreaterThan(wait!);
  });
});

describe('slots further away than a minute', () => {
  it('are promised to nobody: everybody is told a minute, where the window is no longer', async () => {
    const { ask } = setUp({ quota: 1, windowMs: 20_000 });
    await ask();
    expect([await ask(), await ask(), await ask()]).toEqual([20_000, 40_000, 60_000]);
    expect([await ask(), await ask()]).toEqual([60_000, 60_000]);
    // A minute later the first three may have come, and slots are promised again.
    expect(await ask(NOW + 60_000)).toBeNull();
    expect(await ask(NOW + 60_000)).toBe(20_000);
  });

  it('are told exactly, to everybody alike, where the window is longer', async () => {
    const { ask } = setUp({ quota: 1, windowMs: 86_400_000 });
    await ask();
    expect([await ask(NOW + 1_000), await ask(NOW + 1_000)]).toEqual([86_399_000, 86_399_000]);
    expect(await ask(NOW + 86_400_000)).toBeNull();
  });
});

describe('a thousand clients on an allowance of 50 a second (in whole seconds, 15 to 25 ms away)', () => {
  it.each([
    ['all within 50 ms', 50, 100],
    ['all within a second', 1_000, 100],
    ['adding nothing to the wait they are told', 50, 0],
  ])('need at most 2.15 calls each and 1.2 of the shortest time: %s', async (_, startMs, jitterMs) => {
    const { ask } = setUp({ quota: 50 });
    const random = createLcg(7);
    let calls = 0;
    let last = 0;
    const due = Array.from({ length: 1_000 }, (_, client) => ({ at: random() * startMs, client }));
    while (due.length > 0) {
      const next = due.reduce((soonest, other) => (other.at < soonest.at ? other : soonest));
      calls++;
      const wait = await ask(NOW + Math.floor(next.at), `client ${next.client}`);
      if (wait === null) {
        due.splice(due.indexOf(next), 1);
        last = next.at;
      } else next.at += Math.ceil(wait / 1_000) * 1_000 + 15 + random() * 10 + random() * jitterMs;
    }
    expect(calls / 1_000).toBeLessThanOrEqual(2.15);
    expect(last / 19_000).toBeLessThanOrEqual(1.2);
  });
});

function createLcg(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
