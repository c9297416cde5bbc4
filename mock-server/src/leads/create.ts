import type { Lead } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { newId } from '../operations/new-id.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { LeadRow } from '../store/rows.ts';
import { newRecordOwner } from '../users/record-owner.ts';
import { withoutContact } from './contact.ts';
import { leadOwner } from './lead-owner.ts';
import { listingOf } from './listing.ts';
import { showLead } from './show.ts';

export function leadsCreate(
  { grant, body }: Asked<'leads.create'>,
  { store, clock, random }: Pick<Ports, 'store' | 'clock' | 'random'>,
): Result<Lead> | Refusal {
  const named = { brokerageId: body.brokerageId, userId: body.ownerUserId };
  const owner = newRecordOwner(grant, named, leadOwner, store.tenant);
  if (isRefusal(owner)) return owner;
  const now = clock.now();
  const row: LeadRow = {
    id: newId('lead', random),
    brokerageId: owner.brokerageId,
    ownerUserId: owner.userId,
    listingKey: body.listingKey ?? null,
    name: body.name,
    email: body.email ?? null,
    phone: body.phone ?? null,
    message: body.message ?? null,
    source: body.source,
    status: body.status ?? 'new',
    createdAt: now,
    modifiedAt: now,
    revision: 1,
  };
  const unanswerable = withoutContact(row);
  if (unanswerable) return unanswerable;
  const listing = listingOf(grant, row, store.tenant);
  if (isRefusal(listing)) return listing;
  const shown = showLead(row);
  return {
    body: shown,
    etag: etagOf(row.revision),
    location: `/v1/leads/${row.id}`,
    about: { target: row.id, brokerageId: row.brokerageId },
    change: {
      puts: [{ table: 'leads', row, from: null }],
      reads: [...owner.reads, ...listing],
      changes: [{ target: row.id, before: null, after: shown }],
    },
  };
}
