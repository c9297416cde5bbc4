import type { World } from '../host/world.ts';
import type { Outcome } from './outcome.ts';

/** Gives back what was reserved and not used: a replay costs one, all else what it was charged. */
export async function settle(world: World, outcome: Outcome): Promise<void> {
  const { reservation, handled } = outcome;
  if (!reservation) return;
  const used = reservation.charges.map(({ cost }) =>
    handled?.kind === 'repeated' ? Math.min(cost, 1) : cost,
  );
  await world.limiter.settle(reservation, used);
}
