import { firstFailure } from '../checks/check.ts';
import type { Refusal } from '../checks/refusal.ts';
import { standing } from '../checks/standing.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import { standingFacts } from '../keys/standing-facts.ts';
import type { Identity } from './identify.ts';

/** May this proven key be used now, from here? Asked after the last wait, so that the answer is about now. */
export function vet(
  { record }: Identity,
  { address }: Pick<Arrival, 'address'>,
  { clock }: Pick<World, 'clock'>,
): Refusal | undefined {
  return firstFailure(standing, standingFacts(record, address, clock.now()));
}
