import { filter } from '../checks/possession.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import { type ProvenKey, proveKey } from '../keys/proven-key.ts';
import { chargeFailure } from '../limits/failures.ts';
import type { Received } from './receive.ts';

export type Identity = ProvenKey;

/** Who is it, proven. */
export async function identify(
  received: Received,
  arrival: Arrival,
  world: World,
): Promise<Identity | Refusal> {
  const proven = await proveKey(received.apiKey, world);
  if (!isRefusal(proven) || !isGuess(proven)) return proven;
  const refusal = await chargeFailure(arrival, world);
  return refusal && proven.claimedKeyId ? { ...refusal, claimedKeyId: proven.claimedKeyId } : proven;
}

/** A well-formed key that the filter has stopped: no key of this server was ever that. */
function isGuess({ check }: Refusal): boolean {
  return filter.some(({ name }) => name === check.name);
}
