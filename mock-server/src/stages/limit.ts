import { firstFailure } from '../checks/check.ts';
import { limits } from '../checks/limits.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import { chargesOf } from '../limits/charges.ts';
import { isNetworkExempt } from '../limits/network-exempt.ts';
import type { Exhausted, Reservation } from '../limits/port.ts';
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
  return answer.kind === 'reserved' ? answer : refuse(answer, world.clock.mode);
}

function refuse({ exhausted, allowances, waitMs }: Exhausted, clock: World['clock']['mode']): Refusal {
  const remaining = allowances.find(({ policy }) => policy === exhausted.policy)?.remaining ?? 0;
  const refusal = firstFailure(limits, { exhausted: { ...exhausted, remaining } }) as Refusal;
  const members = refusal.check.saw as NonNullable<Refusal['members']>;
  const told = { ...refusal, members, retryAfterMs: waitMs, allowances };
  if (clock === 'running') return told;
  return {
    ...told,
    detail: `The clock is frozen: advance it by ${Math.ceil(waitMs / 1000)} s for this allowance to come back.`,
    headers: ['X-Mock-Clock', 'frozen'],
  };
}
