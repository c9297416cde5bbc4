import { firstFailure } from '../checks/check.ts';
import { clientAddress } from '../checks/client-address.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import { invalid } from '../operations/invalid.ts';

/** Whether the address that a qa caller asked to come from is none. */
export function mockAddressFault(
  { head, addressGiven }: Pick<Arrival, 'head' | 'addressGiven'>,
  { profile }: Pick<World, 'profile'>,
): Refusal | undefined {
  const refusal = firstFailure(clientAddress, { profile, given: head.mockClientIp, readable: addressGiven });
  if (!refusal) return undefined;
  return {
    ...invalid([{ pointer: '/headers/x-mock-client-ip', detail: 'is not an IP address' }]),
    ...refusal,
  };
}
