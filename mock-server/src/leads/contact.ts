import type { Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import type { LeadRow } from '../store/rows.ts';

/** Refuses a lead that nobody could answer. */
export function withoutContact({ email, phone }: Pick<LeadRow, 'email' | 'phone'>): Refusal | undefined {
  if (email !== null || phone !== null) return undefined;
  return invalid([{ pointer: '/body', detail: 'leaves the lead with neither email nor phone' }]);
}
