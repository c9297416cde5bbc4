import type { WorldClock } from './clocks.ts';

/**
 * World time that follows the machine's calendar and never goes back. Where the calendar is set back
 * (an NTP step, a restored virtual machine), time goes on at half its pace until the calendar has
 * caught up: standing still instead would leave every used-up allowance used up all that while.
 *
 * @param wall The calendar, in milliseconds since 1970.
 * @param floor What it does not start before: the latest instant of a world that is opened again.
 */
export function createSystemClock(wall: () => number = Date.now, floor = 0): WorldClock {
  let seen = wall();
  let now = Math.max(seen, floor);
  return {
    now() {
      const read = wall();
      if (read >= now) now = read;
      else if (read > seen) now += (read - seen) / 2;
      seen = read;
      return Math.floor(now);
    },
  };
}
