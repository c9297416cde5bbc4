import type { Property } from '@homestar/sdk/internal';
import type { Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { showProperty } from './show.ts';

export function propertiesGet(
  { grant, path }: Asked<'properties.get'>,
  { store }: Pick<Ports, 'store'>,
): Result<Property> | Refusal {
  const row = store.tenant.property(grant, path.listingKey);
  if (!row) return notFound(path.listingKey);
  return {
    body: showProperty(row),
    etag: etagOf(row.revision),
    about: { target: row.listingKey, brokerageId: row.brokerageId },
  };
}
