import type { Lead } from '@homestar/sdk/internal';
import type { Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { showLead } from './show.ts';

export function leadsGet(
  { grant, path }: Asked<'leads.get'>,
  { store }: Pick<Ports, 'store'>,
): Result<Lead> | Refusal {
  const row = store.tenant.lead(grant, path.leadId);
  if (!row) return notFound(path.leadId);
  const about = { target: row.id, brokerageId: row.brokerageId };
  return { body: showLead(row), etag: etagOf(row.revision), about };
}
