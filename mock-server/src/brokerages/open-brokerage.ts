import type { Grant } from '../access/grant.ts';
import type { Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import type { Tenant } from '../store/port.ts';
import type { Read } from '../store/rows.ts';

/** The row that a change in a brokerage relies on, so that it does not come into one that is being closed. */
export function openBrokerage(grant: Grant, id: string, tenant: Pick<Tenant, 'brokerage'>): Read | Refusal {
  const pointer = '/body/brokerageId';
  const row = tenant.brokerage(grant, id);
  if (!row) return invalid([{ pointer, detail: 'is not known' }]);
  if (row.closedAt !== null) return invalid([{ pointer, detail: 'is closed' }]);
  return { table: 'brokerages', id: row.id, revision: row.revision };
}
