import { limits } from '../checks/limits.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import { chargesOf } from '../limits/charges.ts';
import { exhaustedRefusal } from '../limits/exhausted-refusal.ts';
import { isNetworkExempt } from '../limits/network-exempt.ts';
import type { Reservation } from '../limits/port.ts';
import type { Identity } from './identify.ts';
import type { Received } from './receive.ts';

/** Charges every policy of the operation in one step, or none of them. */
export async function limit(
  received: Received,
  identity: Identity,
  arrival: Arrival,
  world: World,
): Promise<Reservation | Refusal> {
  const { lineage } = identity.record;
  const charges = chargesOf(received.operation, {
    policies: world.policies,
    role: lineage.role,
    overrides: lineage.limits,
    lineageId: lineage.id,
    network: arrival.network,
    networkExempt: isNetworkExempt(arrival, world),
  });
  const caller = arrival.clientRequestId === null ? null : `${lineage.id} ${arrival.clientRequestId}`;
  const answer = await world.limiter.reserve(charges, world.clock.now(), caller);
  return answer.kind === 'reserved' ? answer : exhaustedRefusal(limits, answer, world.clock);
}
