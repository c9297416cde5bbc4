import type { Refusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import { chargesOf } from '../limits/charges.ts';
import type { Exhausted, Reservation } from '../limits/port.ts';
import { isLoopback } from '../wire/loopback.ts';
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
    networkExempt: isExempt(arrival, world),
  });
  const caller = arrival.clientRequestId === null ? null : `${lineage.id} ${arrival.clientRequestId}`;
  const answer = await world.limiter.reserve(charges, world.clock.now(), caller);
  return answer.kind === 'reserved' ? answer : refuse(answer, world);
}

/** QA's own machine is one network for all tests, and would run dry before the lineages that they test. */
function isExempt(arrival: Arrival, world: World): boolean {
  return world.profile === 'qa' && !arrival.addressGiven && isLoopback(arrival.peerAddress);
}

function refuse(exhausted: Exhausted, world: World): Refusal {
  const { policy, quota, windowMs, cost } = exhausted.exhausted;
  const remaining = exhausted.allowances.find((allowance) => allowance.policy === policy)?.remaining ?? 0;
  const saw = { policy, quota, windowSeconds: windowMs / 1000, requested: cost, remaining };
  const frozen = world.clock.mode === 'frozen';
  return {
    refused: 'rate_limited',
    check: { name: 'limits', saw },
    detail: frozen
      ? `The clock is frozen: advance it by ${Math.ceil(exhausted.waitMs / 1000)} s for this allowance to come back.`
      : `The allowance "${policy}" of ${quota} per ${windowMs / 1000} s is used up.`,
    members: saw,
    retryAfterMs: exhausted.waitMs,
    ...(frozen && { headers: ['X-Mock-Clock', 'frozen'] }),
    allowances: exhausted.allowances,
  };
}
