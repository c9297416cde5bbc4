import type { Grant } from '../access/grant.ts';
import type { Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import type { Tenant } from '../store/port.ts';
import type { LeadRow, Read } from '../store/rows.ts';

/**
 * The row that a lead about a listing relies on. A listing out of the caller's reach is answered in the words for
 * one that does not exist, so that leads are no way to try which listings others have.
 */
export function listingOf(
  grant: Grant,
  { brokerageId, listingKey }: Pick<LeadRow, 'brokerageId' | 'listingKey'>,
  tenant: Pick<Tenant, 'property'>,
): readonly Read[] | Refusal {
  if (listingKey === null) return [];
  const row = tenant.property(grant, listingKey);
  if (row?.brokerageId !== brokerageId) {
    return invalid([{ pointer: '/body/listingKey', detail: 'is not a listing of the brokerage' }]);
  }
  return [{ table: 'properties', id: row.listingKey, revision: row.revision }];
}
