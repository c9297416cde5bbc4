import type { Lead } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { stale } from '../operations/stale.ts';
import type { LeadRow } from '../store/rows.ts';
import { recordOwner } from '../users/record-owner.ts';
import { withoutContact } from './contact.ts';
import { leadOwner } from './lead-owner.ts';
import { listingOf } from './listing.ts';
import { showLead } from './show.ts';

/** Merges the body into the lead (RFC 7396: null clears, what is left out stays). */
export function leadsUpdate(
  { grant, path, body, ifMatch }: Asked<'leads.update'>,
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
): Result<Lead> | Refusal {
  const before = store.tenant.lead(grant, path.leadId);
  if (!before) return notFound(path.leadId);
  const refusal = stale('lead', before.revision, ifMatch);
  if (refusal) return refusal;
  const row: LeadRow = {
    ...before,
    ...(body as Partial<LeadRow>),
    modifiedAt: clock.now(),
    revision: before.revision + 1,
  };
  // Only what changes is held against the caller's reach: who gave it its owner or listing may have reached further.
  const owner =
    row.ownerUserId === before.ownerUserId
      ? { reads: [] }
      : recordOwner(grant, { ...row, userId: row.ownerUserId }, leadOwner, store.tenant);
  if (isRefusal(owner)) return owner;
  const unanswerable = withoutContact(row);
  if (unanswerable) return unanswerable;
  const listing = row.listingKey === before.listingKey ? [] : listingOf(grant, row, store.tenant);
  if (isRefusal(listing)) return listing;

  const shown = showLead(row);
  return {
    body: shown,
    etag: etagOf(row.revision),
    about: { target: row.id, brokerageId: row.brokerageId },
    change: {
      puts: [{ table: 'leads', row, from: before.revision }],
      reads: [...owner.reads, ...listing],
      changes: [{ target: row.id, before: showLead(before), after: shown }],
    },
  };
}
