import type { Property } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { stale } from '../operations/stale.ts';
import type { PropertyRow } from '../store/rows.ts';
import { recordOwner } from '../users/record-owner.ts';
import { lister } from './lister.ts';
import { showProperty } from './show.ts';
import { tombstoneOf } from './tombstone.ts';

/** Merges the body into the listing (RFC 7396: null clears, what is left out stays). */
export function propertiesUpdate(
  { grant, path, body, ifMatch }: Asked<'properties.update'>,
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
): Result<Property> | Refusal {
  const before = store.tenant.property(grant, path.listingKey);
  if (!before) return notFound(path.listingKey);
  const refusal = stale('listing', before.revision, ifMatch);
  if (refusal) return refusal;
  const { listAgentKey = before.listAgentKey } = body;
  const moved = { brokerageId: before.brokerageId, userId: listAgentKey };
  const owner =
    listAgentKey === before.listAgentKey ? { reads: [] } : recordOwner(grant, moved, lister, store.tenant);
  if (isRefusal(owner)) return owner;

  const now = clock.now();
  const row: PropertyRow = {
    ...before,
    ...(body as Partial<PropertyRow>),
    modificationTimestamp: now,
    revision: before.revision + 1,
  };
  const shown = showProperty(row);
  return {
    body: shown,
    etag: etagOf(row.revision),
    about: { target: row.listingKey, brokerageId: row.brokerageId },
    change: {
      puts: [
        { table: 'properties', row, from: before.revision },
        ...(listAgentKey === before.listAgentKey ? [] : [tombstoneOf(before, 'moved', now)]),
      ],
      reads: owner.reads,
      changes: [{ target: row.listingKey, before: showProperty(before), after: shown }],
    },
  };
}
