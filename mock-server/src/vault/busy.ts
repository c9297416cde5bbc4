import type { Refusal } from '../checks/refusal.ts';
import type { Busy } from './port.ts';

/** Too many keys wait to be proven or made. */
export function busy({ waitMs }: Busy): Refusal {
  return { refused: 'busy', check: { name: 'proof_queue', saw: { waitMs } }, retryAfterMs: waitMs };
}
