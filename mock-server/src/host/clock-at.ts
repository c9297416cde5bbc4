import { createSettableClock, type SettableClock } from '../time/settable-clock.ts';

/** A world clock that starts at an instant, to the millisecond, and goes on at the machine's pace. */
export function createClockAt(
  instant: number | undefined,
  mode: SettableClock['mode'] = 'running',
): SettableClock {
  if (instant === undefined) return createSettableClock({ mode });
  let startedAt: number | undefined;
  const wall = () => (startedAt === undefined ? instant : instant + Date.now() - startedAt);
  const clock = createSettableClock({ mode, wall });
  startedAt = Date.now();
  return clock;
}
