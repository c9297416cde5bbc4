import { describe, expect, it } from 'vitest';
import { createMemoryLimiter } from '../../mock-server/src/limits/memory-limiter.ts';
import type { Charge } from '../../mock-server/src/limits/port.ts';

const NOW = 1_800_000_000_000;

const charge = (over: Partial<Charge> = {}): Charge => ({
  policy: 'lineage',
  bucket: 'lin_1',
  quota: 50,
  windowMs: 60_000,
  cost: 1,
  ...over,
});

describe('attack: concurrent requests overspend an allowance', () => {
  it('admits exactly 50 of 200 that come together', async () => {
    const limiter = createMemoryLimiter();
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => limiter.reserve([charge()], NOW, null)),
    );
    expect(answers.filter(({ kind }) => kind === 'reserved')).toHaveLength(50);
  });
});

describe('attack: refused requests use up what others need', () => {
  it('charges no policy where one of them refuses', async () => {
    const limiter = createMemoryLimiter();
    const wide = charge({ policy: 'network', bucket: '203.0.113.7', quota: 60 });
    for (let i = 0; i < 200; i++) await limiter.reserve([wide, charge()], NOW, null);
    const [network, lineage] = await limiter.inspect([wide, charge()], NOW);
    expect(network!.remaining).toBe(10);
    expect(lineage!.remaining).toBe(0);
  });

  it('lets a caller that is refused all the time back in with the window, not later', async () => {
    const limiter = createMemoryLimiter();
    for (let i = 0; i < 50; i++) await limiter.reserve([charge()], NOW, null);
    for (let at = NOW; at < NOW + 60_000; at += 100) {
      expect((await limiter.reserve([charge()], at, null)).kind).toBe('exhausted');
    }
    expect((await limiter.reserve([charge()], NOW + 60_000, null)).kind).toBe('reserved');
  });
});

describe('reserve', () => {
  it('tells what is left of each policy after it, and when the first of it comes back', async () => {
    const limiter = createMemoryLimiter();
    await limiter.reserve([charge({ cost: 10 })], NOW, null);
    const answer = await limiter.reserve([charge({ cost: 2 })], NOW + 1_000, null);
    expect(answer.allowances).toEqual([
      { policy: 'lineage', quota: 50, windowMs: 60_000, remaining: 38, resetMs: 59_000 },
    ]);
  });

  it('names the policy that admits last, and when', async () => {
    const limiter = createMemoryLimiter();
    const minute = charge({ policy: 'minute', quota: 1 });
    const hour = charge({ policy: 'hour', quota: 1, windowMs: 3_600_000 });
    await limiter.reserve([minute, hour], NOW, null);
    const answer = await limiter.reserve([minute, hour], NOW + 500, null);
    expect(answer).toMatchObject({ kind: 'exhausted', exhausted: hour, waitMs: 3_599_500 });
  });

  it('keeps buckets and policies apart', async () => {
    const limiter = createMemoryLimiter();
    const one = { quota: 1 };
    for (const other of [{}, { bucket: 'lin_2' }, { policy: 'network' }]) {
      expect((await limiter.reserve([charge({ ...one, ...other })], NOW, null)).kind).toBe('reserved');
    }
  });

  it('charges a cost above the quota as the quota, so that a full allowance always admits one', async () => {
    const limiter = createMemoryLimiter();
    const costly = charge({ quota: 5, cost: 20 });
    expect(await limiter.reserve([costly], NOW, null)).toMatchObject({ allowances: [{ remaining: 0 }] });
    expect(await limiter.reserve([costly], NOW, null)).toMatchObject({ kind: 'exhausted', waitMs: 60_000 });
    expect((await limiter.reserve([costly], NOW + 60_000, null)).kind).toBe('reserved');
  });

  it('admits nobody on a quota of 0, and everybody at a cost of 0', async () => {
    const limiter = createMemoryLimiter();
    const none = charge({ quota: 0 });
    expect(await limiter.reserve([none], NOW, null)).toMatchObject({ kind: 'exhausted', waitMs: 60_000 });
    expect((await limiter.reserve([charge({ quota: 0, cost: 0 })], NOW, null)).kind).toBe('reserved');
  });

  it('follows an edited quota at once, both ways, and forgets nothing', async () => {
    const limiter = createMemoryLimiter();
    for (let i = 0; i < 50; i++) await limiter.reserve([charge()], NOW, null);
    const left = async (quota: number) => (await limiter.inspect([charge({ quota })], NOW))[0]!.remaining;
    expect(await left(1_000)).toBe(950);
    expect(await left(20)).toBe(0);
    expect((await limiter.reserve([charge({ quota: 51 })], NOW, null)).kind).toBe('reserved');
    expect(await left(51)).toBe(0);
  });

  it('goes on counting what it counted when the clock is set back', async () => {
    const limiter = createMemoryLimiter();
    for (let i = 0; i < 50; i++) await limiter.reserve([charge()], NOW, null);
    const answer = await limiter.reserve([charge()], NOW - 3_600_000, null);
    expect(answer).toMatchObject({ kind: 'exhausted', allowances: [{ remaining: 0 }] });
    expect((await limiter.reserve([charge()], NOW + 60_000, null)).kind).toBe('reserved');
  });
});

describe('settle', () => {
  it('gives back what was not used, once, however often it is called', async () => {
    const limiter = createMemoryLimiter();
    const rows = charge({ cost: 40 });
    const reservation = await limiter.reserve([rows], NOW, null);
    if (reservation.kind !== 'reserved') throw new Error();
    await limiter.settle(reservation, [7]);
    await limiter.settle(reservation, [0]);
    expect((await limiter.inspect([rows], NOW))[0]!.remaining).toBe(43);
  });

  it('never gives back more than was charged, nor charges more', async () => {
    const limiter = createMemoryLimiter();
    for (const used of [-5, 100]) {
      const reservation = await limiter.reserve([charge({ quota: 5, cost: 20 })], NOW, null);
      if (reservation.kind !== 'reserved') throw new Error();
      await limiter.settle(reservation, [used]);
    }
    expect((await limiter.inspect([charge({ quota: 5 })], NOW))[0]!.remaining).toBe(0);
  });

  it('is harmless after the charge has come back by itself', async () => {
    const limiter = createMemoryLimiter();
    const reservation = await limiter.reserve([charge()], NOW, null);
    const later = NOW + 60_000;
    for (let i = 0; i < 50; i++) await limiter.reserve([charge()], later, null);
    if (reservation.kind !== 'reserved') throw new Error();
    await limiter.settle(reservation, [0]);
    expect((await limiter.inspect([charge()], later))[0]!.remaining).toBe(0);
  });
});

describe('inspect', () => {
  it('charges nothing, and tells of a bucket that nobody used', async () => {
    const limiter = createMemoryLimiter();
    const untouched = { policy: 'lineage', quota: 50, windowMs: 60_000, remaining: 50, resetMs: 0 };
    for (let i = 0; i < 100; i++) expect(await limiter.inspect([charge()], NOW)).toEqual([untouched]);
  });
});
