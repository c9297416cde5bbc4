import { type Check, firstFailure } from '../checks/check.ts';
import { exhaustedSaw, type LimitFacts } from '../checks/limits.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { World } from '../host/world.ts';
import type { Exhausted } from './port.ts';

/** What whoever has used up an allowance is told: how much of it is left, and when it will admit this cost. */
export function exhaustedRefusal(
  checks: readonly Check<LimitFacts>[],
  { exhausted, allowances, waitMs }: Exhausted,
  { mode }: Pick<World['clock'], 'mode'>,
): Refusal {
  const remaining = allowances.find(({ policy }) => policy === exhausted.policy)?.remaining ?? 0;
  const found = { ...exhausted, remaining };
  const refusal = firstFailure(checks, { exhausted: found }) as Refusal;
  const told = { ...refusal, members: exhaustedSaw(found), retryAfterMs: waitMs, allowances };
  if (mode === 'running') return told;
  return {
    ...told,
    detail: `The clock is frozen: advance it by ${Math.ceil(waitMs / 1000)} s for this allowance to come back.`,
    headers: ['X-Mock-Clock', 'frozen'],
  };
}
