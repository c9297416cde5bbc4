import type { Refusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import { invalid } from '../operations/invalid.ts';

/** Whoever names an address to come from means it: passed over, a typo would test another network than was meant. */
export function mockAddressFault(
  { head, addressGiven }: Pick<Arrival, 'head' | 'addressGiven'>,
  { profile }: Pick<World, 'profile'>,
): Refusal | undefined {
  if (profile === 'strict' || head.mockClientIp === null || addressGiven) return undefined;
  return invalid([{ pointer: '/headers/x-mock-client-ip', detail: 'is not an IP address' }]);
}
