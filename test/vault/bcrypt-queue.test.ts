import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { atOnceFor, createBcryptQueue } from '../../mock-server/src/vault/bcrypt-queue.ts';
import { createHeldBcrypt, createSteppedMachine } from './doubles.ts';

function setUp(options: { atOnce?: number; bound?: number } = {}) {
  const held = createHeldBcrypt();
  const machine = createSteppedMachine();
  const queue = createBcryptQueue({ bcrypt: held.bcrypt, machine, atOnce: 2, ...options });
  return { ...held, machine, queue };
}

describe('how many run at once', () => {
  it.each([
    ['one thread is left free of the four of libuv', undefined, 8, 3],
    ['more threads do not mean more bcrypt', '16', 8, 3],
    ['two threads leave one', '2', 8, 1],
    ['one thread still computes', '1', 8, 1],
    ['no more than processors', undefined, 2, 2],
    ['nonsense is as good as nothing', 'many', 8, 3],
  ])('%s', (_, poolSize, processors, expected) => {
    expect(atOnceFor(poolSize, processors)).toBe(expected);
  });
});

describe('attack: a thousand requests with one key that was never seen', () => {
  it('cost one bcrypt, and all get its answer', async () => {
    const { queue, asked, finish } = setUp();
    const answers = Array.from({ length: 1_000 }, () => queue.compare('input', 'hash'));
    expect(asked).toEqual(['input=hash']);
    await finish(true);
    expect(new Set(await Promise.all(answers))).toEqual(new Set([true]));
  });

  it('computes anew for who comes after it has ended', async () => {
    const { queue, asked, finish } = setUp();
    const first = queue.compare('input', 'hash');
    await finish(false);
    expect(await first).toBe(false);
    const second = queue.compare('input', 'hash');
    await finish(true);
    expect(await second).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it('never joins comparisons of another input or hash', () => {
    const { queue, asked } = setUp({ atOnce: 4 });
    queue.compare('a', 'x');
    queue.compare('a', 'y');
    queue.compare('b', 'x');
    expect(asked).toEqual(['a=x', 'a=y', 'b=x']);
  });
});

describe('attack: more first verifications than can be computed', () => {
  it('runs so many at once, the others in the order they came, comparing and hashing alike', async () => {
    const { queue, asked, finish } = setUp();
    queue.compare('1', 'h');
    queue.hash('2', 12);
    queue.compare('3', 'h');
    queue.hash('4', 12);
    expect(asked).toEqual(['1=h', '2']);
    await finish(true);
    expect(asked).toEqual(['1=h', '2', '3=h']);
    await finish('hash');
    expect(asked).toEqual(['1=h', '2', '3=h', '4']);
  });

  it('turns away who comes beyond the bound, with its place times what one takes', async () => {
    const { queue, machine, asked, finish } = setUp({ atOnce: 1, bound: 2 });
    for (const input of ['1', '2', '3']) queue.compare(input, 'h');
    // Nothing is measured yet, so one is taken for 200 ms: one runs, two wait, this would be the fourth.
    expect(await queue.compare('4', 'h')).toEqual({ busy: true, waitMs: 800 });
    expect(await queue.compare('5', 'h')).toEqual({ busy: true, waitMs: 1_000 });
    expect(asked).toEqual(['1=h']);
    machine.step(1_000);
    await finish(true);
    queue.compare('6', 'h');
    // The one that took a second makes the estimate 300 ms.
    expect(await queue.hash('7', 12)).toEqual({ busy: true, waitMs: 1_200 });
  });

  it('promises at most a minute', async () => {
    const { queue } = setUp({ atOnce: 1, bound: 0 });
    queue.compare('first', 'h');
    let last: unknown;
    for (let i = 0; i < 1_000; i++) last = await queue.compare(`${i}`, 'h');
    expect(last).toEqual({ busy: true, waitMs: 60_000 });
  });

  it('turns nobody away for having asked while it was busy', async () => {
    const { queue, finish } = setUp({ atOnce: 1, bound: 0 });
    queue.compare('1', 'h');
    expect(await queue.compare('2', 'h')).toMatchObject({ busy: true });
    await finish(true);
    const again = queue.compare('2', 'h');
    await finish(true);
    expect(await again).toBe(true);
  });
});

describe('what is for nobody who waits', () => {
  it('begins only when nobody else does, and after all who came first or later', async () => {
    const { queue, asked, finish } = setUp({ atOnce: 1 });
    queue.compare('1', 'h');
    queue.hash('idle', 12, 'idle');
    queue.compare('2', 'h');
    queue.hash('3', 12);
    await finish(true);
    await finish(true);
    expect(asked).toEqual(['1=h', '2=h', '3']);
    await finish('hash');
    expect(asked).toEqual(['1=h', '2=h', '3', 'idle']);
  });

  it('runs one at a time, so that whoever comes finds a place', async () => {
    const { queue, asked, finish } = setUp({ atOnce: 3 });
    const first = queue.hash('idle 1', 12, 'idle');
    queue.hash('idle 2', 12, 'idle');
    await nextTurn();
    queue.compare('1', 'h');
    queue.compare('2', 'h');
    expect(asked).toEqual(['idle 1', '1=h', '2=h']);
    await finish('made');
    expect(await first).toBe('made');
    expect(asked).toEqual(['idle 1', '1=h', '2=h', 'idle 2']);
  });

  it('is never refused, and has no part in the wait that others are told', async () => {
    const { queue, asked, finish } = setUp({ atOnce: 1, bound: 0 });
    queue.compare('1', 'h');
    const idle = [1, 2, 3].map((n) => queue.hash(`idle ${n}`, 12, 'idle'));
    expect(await queue.compare('2', 'h')).toEqual({ busy: true, waitMs: 400 });
    for (const value of [true, 'a', 'b', 'c']) await finish(value);
    expect(await Promise.all(idle)).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual(['1=h', 'idle 1', 'idle 2', 'idle 3']);
  });

  it('goes on after one that failed', async () => {
    const { queue, fail, finish } = setUp({ atOnce: 1 });
    const broken = queue.hash('idle 1', 12, 'idle');
    const next = queue.hash('idle 2', 12, 'idle');
    broken.catch(() => {});
    await nextTurn();
    await fail(new Error('out of memory'));
    await expect(broken).rejects.toThrow('out of memory');
    await finish('made');
    expect(await next).toBe('made');
  });
});

it('goes on after a computation that failed', async () => {
  const { queue, fail, finish } = setUp({ atOnce: 1 });
  const broken = queue.compare('1', 'h');
  const next = queue.compare('2', 'h');
  broken.catch(() => {});
  await fail(new Error('out of memory'));
  await expect(broken).rejects.toThrow('out of memory');
  await finish(true);
  expect(await next).toBe(true);
});
