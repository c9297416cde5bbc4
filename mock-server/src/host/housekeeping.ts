import { fireDue } from '../agenda/fire-due.ts';
import { startTicker } from '../agenda/ticker.ts';
import { flushTally } from './flush-tally.ts';
import type { World } from './world.ts';

type Kept = Pick<World, 'store' | 'clock' | 'tally' | 'machine' | 'report'>;

const minuteMs = 60_000;

/**
 * What a world does without being asked: what falls due happens, refusals that were only counted are written when
 * their minute has ended, or after a minute of machine time, since the minute of a frozen clock never ends.
 */
export function startHousekeeping(world: Kept): { stop(): Promise<void> } {
  const { clock, machine } = world;
  let flushedAt = machine.now();

  async function tick(): Promise<void> {
    const due = world.store.agenda.next();
    if (due !== null && due <= clock.now()) await fireDue(world, clock.now());
    const late = machine.now() - flushedAt >= minuteMs;
    if (late) flushedAt = machine.now();
    await flushTally(world, late ? 'all' : clock.now());
  }

  const ticker = startTicker(machine, tick, (fault) => world.report(fault, null));
  return {
    async stop() {
      await ticker.stop();
      await flushTally(world, 'all');
    },
  };
}
