import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatInstant } from '../../mock-server/src/time/instant.ts';
import { machineClock } from '../../mock-server/src/time/machine-clock.ts';
import { createSettableClock } from '../../mock-server/src/time/settable-clock.ts';
import { createSystemClock } from '../../mock-server/src/time/system-clock.ts';

function createWall(start = 1_000_000) {
  let now = start;
  return {
    read: () => now,
    step(ms: number) {
      now += ms;
    },
  };
}

describe('attack: the calendar of the machine is set back, so that what has ended begins again', () => {
  it('never takes world time back, and lets it go on at half the pace until the calendar has caught up', () => {
    const wall = createWall();
    const clock = createSystemClock(wall.read);
    wall.step(-1_000);
    expect(clock.now()).toBe(1_000_000);
    wall.step(400);
    expect(clock.now()).toBe(1_000_200);
    wall.step(400);
    expect(clock.now()).toBe(1_000_400);
    wall.step(400);
    expect(clock.now()).toBe(1_000_600);
    wall.step(2_000);
    expect(clock.now()).toBe(1_002_200);
  });

  it('loses no half milliseconds, however often it is read', () => {
    const wall = createWall();
    const clock = createSystemClock(wall.read);
    wall.step(-1_000);
    for (let i = 0; i < 1_000; i++) {
      clock.now();
      wall.step(1);
    }
    expect(clock.now()).toBe(1_000_500);
  });
});

describe('settable clock', () => {
  it('goes with the calendar while it runs, and on from where it was moved to', () => {
    const wall = createWall();
    const clock = createSettableClock({ wall: wall.read, mode: 'running' });
    wall.step(10);
    expect(clock.now()).toBe(1_000_010);
    clock.moveTo(2_000_000);
    wall.step(5);
    expect(clock.now()).toBe(2_000_005);
  });

  it('stands while it is frozen, and goes on from there', () => {
    const wall = createWall();
    const clock = createSettableClock({ wall: wall.read, mode: 'frozen' });
    wall.step(10);
    expect(clock.now()).toBe(1_000_000);
    clock.setMode('running');
    expect(clock.mode).toBe('running');
    wall.step(7);
    expect(clock.now()).toBe(1_000_007);
    clock.setMode('frozen');
    wall.step(7);
    expect(clock.now()).toBe(1_000_007);
    clock.moveTo(1_000_500);
    expect(clock.now()).toBe(1_000_500);
  });

  it('moves forward only, in whole milliseconds', () => {
    const clock = createSettableClock({ wall: createWall().read, mode: 'frozen' });
    clock.moveTo(clock.now());
    expect(() => clock.moveTo(999_999)).toThrow(RangeError);
    expect(() => clock.moveTo(1_000_000.5)).toThrow(RangeError);
    expect(() => clock.moveTo(Number.NaN)).toThrow(RangeError);
    expect(clock.now()).toBe(1_000_000);
  });
});

describe('the clock of a world that is opened again', () => {
  it('does not start before its latest instant, and goes on while the calendar catches up', () => {
    let wall = 1_000;
    const clock = createSettableClock({ wall: () => wall, floor: 5_000 });
    expect(clock.now()).toBe(5_000);
    wall = 2_000;
    expect(clock.now()).toBe(5_500);
    wall = 9_000;
    expect(clock.now()).toBe(9_000);
  });
});

describe('machine clock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('runs a timer once, and not where it was cancelled', () => {
    const run = vi.fn();
    machineClock.after(10, run);
    machineClock.after(10, run).cancel();
    vi.advanceTimersByTime(100);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('waits for 90 days, though a timer of Node ends after 25', () => {
    const days = 86_400_000;
    const run = vi.fn();
    machineClock.after(90 * days, run);
    const cancelled = machineClock.after(90 * days, run);
    vi.advanceTimersByTime(89 * days);
    expect(run).not.toHaveBeenCalled();
    cancelled.cancel();
    vi.advanceTimersByTime(days);
    expect(run).toHaveBeenCalledTimes(1);
  });
});

describe('instants as text', () => {
  it('equal those of Date, in whatever order they come', () => {
    for (const at of [
      0, 1, 999, 1_000, 1_700_000_000_007, 1_700_000_000_070, 1_699_999_999_999, -1, -1_000,
    ]) {
      expect(formatInstant(at)).toBe(new Date(at).toISOString());
    }
  });
});
