import { firstFailure } from '../checks/check.ts';
import type { Refusal } from '../checks/refusal.ts';
import { visible } from '../checks/visible.ts';

/** The same words and work for another tenant's record as for none: the store does not see what is out of reach. */
export function notFound(target: string): Refusal {
  return firstFailure(visible, { target, found: false }) as Refusal;
}
