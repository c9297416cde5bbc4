import type { World } from '../host/world.ts';
import { type Outcome, resultOf } from './outcome.ts';

/** Gives back what was reserved and not used: a replay costs one, all else what it was charged. */
export async function settle(world: World, outcome: Outcome): Promise<void> {
  const { reservation, handled } = outcome;
  if (!resultOf(outcome)) await giveBack(world, outcome);
  if (!reservation || handled?.kind !== 'repeated') return;
  const used = reservation.charges.map(({ cost }) => Math.min(cost, 1));
  await world.limiter.settle(reservation, used);
}

/** What the operation itself has reserved, of others, is taken only where its answer stands. */
export async function giveBack({ limiter }: Pick<World, 'limiter'>, { handled }: Outcome): Promise<void> {
  const reserved = handled?.kind === 'done' ? handled.result.reserved : undefined;
  if (reserved)
    await limiter.settle(
      reserved,
      reserved.charges.map(() => 0),
    );
}
