import type { DeletedProperty } from '@homestar/sdk/internal';
import type { Refusal } from '../checks/refusal.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { stale } from '../operations/stale.ts';
import { showDeleted, showProperty } from './show.ts';
import { tombstoneOf } from './tombstone.ts';

/** Takes the listing away, and leaves a tombstone for those who keep a copy. */
export function propertiesDelete(
  { grant, path, ifMatch }: Asked<'properties.delete'>,
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
): Result<DeletedProperty> | Refusal {
  const before = store.tenant.property(grant, path.listingKey);
  if (!before) return notFound(path.listingKey);
  const refusal = stale('listing', before.revision, ifMatch);
  if (refusal) return refusal;

  const { listingKey, brokerageId, revision } = before;
  const now = clock.now();
  return {
    body: showDeleted({ listingKey, modificationTimestamp: now }),
    about: { target: listingKey, brokerageId },
    change: {
      puts: [
        { table: 'properties', id: listingKey, row: null, from: revision },
        tombstoneOf(before, 'deleted', now),
      ],
      changes: [{ target: listingKey, before: showProperty(before), after: null }],
    },
  };
}
