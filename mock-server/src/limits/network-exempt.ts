import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import { isLoopback } from '../wire/loopback.ts';

/** QA's own machine is one network for all tests, and would run dry before the lineages that they test. */
export function isNetworkExempt(
  { addressGiven, peerAddress }: Pick<Arrival, 'addressGiven' | 'peerAddress'>,
  { profile }: Pick<World, 'profile'>,
): boolean {
  return profile === 'qa' && !addressGiven && isLoopback(peerAddress);
}
