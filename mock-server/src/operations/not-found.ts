import type { Refusal } from '../checks/refusal.ts';

/** The same words and work for another tenant's record as for none: the store does not see what is out of reach. */
export function notFound(target: string): Refusal {
  return { refused: 'not_found', check: { name: 'visible', saw: { target } } };
}
