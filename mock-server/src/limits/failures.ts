import { failures } from '../checks/failures.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import { exhaustedRefusal } from './exhausted-refusal.ts';
import { isNetworkExempt } from './network-exempt.ts';

/**
 * Charges a guess, a well-formed key whose secret is none that is stored, to the network that it came from; refuses where
 * that has guessed too often. Guesses alone are charged: a key that is proven is served whatever its neighbours behind
 * the same address send.
 */
export async function chargeFailure(arrival: Arrival, world: World): Promise<Refusal | undefined> {
  const policy = world.policies.failures;
  if (!policy) throw new Error('There is no rate-limit policy "failures".');
  if (isNetworkExempt(arrival, world)) return undefined;
  const charge = {
    policy: 'failures',
    bucket: arrival.network,
    quota: policy.quota,
    windowMs: policy.windowSeconds * 1000,
    cost: 1,
  };
  const answer = await world.limiter.reserve([charge], world.clock.now(), null);
  return answer.kind === 'reserved' ? undefined : exhaustedRefusal(failures, answer, world.clock);
}
