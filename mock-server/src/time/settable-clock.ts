import type { WorldClock } from './clocks.ts';
import { createSystemClock } from './system-clock.ts';

/** World time that can be frozen and moved forward; the strict profile only ever reads it. */
export interface SettableClock extends WorldClock {
  readonly mode: 'running' | 'frozen';
  setMode(mode: 'running' | 'frozen'): void;
  /** Moves to `instant`, which must not lie before `now()`. @throws RangeError where it does. */
  moveTo(instant: number): void;
}

/**
 * A clock that starts at the machine's calendar. Running, it goes on with the calendar from wherever
 * it was moved to; frozen, it stands.
 *
 * @param wall The calendar, in milliseconds since 1970.
 * @param floor What it does not start before.
 */
export function createSettableClock({
  wall = Date.now,
  floor = 0,
  mode: startMode = 'running',
}: {
  wall?: () => number;
  floor?: number;
  mode?: 'running' | 'frozen';
} = {}): SettableClock {
  const system = createSystemClock(wall, floor);
  let mode = startMode;
  // What world time was, and what the system said, when the clock was last set.
  let setTo = system.now();
  let setAt = setTo;

  const now = () => (mode === 'frozen' ? setTo : setTo + system.now() - setAt);
  const set = (instant: number) => {
    setTo = instant;
    setAt = system.now();
  };
  return {
    now,
    get mode() {
      return mode;
    },
    setMode(next) {
      set(now());
      mode = next;
    },
    moveTo(instant) {
      if (!Number.isSafeInteger(instant)) throw new RangeError('World time is in whole milliseconds.');
      if (instant < now()) throw new RangeError('World time only moves forward.');
      set(instant);
    },
  };
}
