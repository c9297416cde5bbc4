import type { Property } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { newId } from '../operations/new-id.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { PropertyRow } from '../store/rows.ts';
import { newRecordOwner } from '../users/record-owner.ts';
import { lister } from './lister.ts';
import { showProperty } from './show.ts';

export function propertiesCreate(
  { grant, body }: Asked<'properties.create'>,
  { store, clock, random }: Pick<Ports, 'store' | 'clock' | 'random'>,
): Result<Property> | Refusal {
  const named = { brokerageId: body.brokerageId, userId: body.listAgentKey };
  const owner = newRecordOwner(grant, named, lister, store.tenant);
  if (isRefusal(owner)) return owner;
  const now = clock.now();
  const row: PropertyRow = {
    listingKey: newId('lst', random),
    brokerageId: owner.brokerageId,
    listAgentKey: owner.userId,
    standardStatus: body.standardStatus,
    propertyType: body.propertyType,
    listPrice: body.listPrice,
    unparsedAddress: body.unparsedAddress,
    city: body.city,
    stateOrProvince: body.stateOrProvince,
    postalCode: body.postalCode,
    country: body.country ?? 'US',
    bedroomsTotal: body.bedroomsTotal ?? null,
    bathroomsTotalInteger: body.bathroomsTotalInteger ?? null,
    livingArea: body.livingArea ?? null,
    yearBuilt: body.yearBuilt ?? null,
    publicRemarks: body.publicRemarks ?? null,
    originalEntryTimestamp: now,
    modificationTimestamp: now,
    revision: 1,
  };
  const shown = showProperty(row);
  return {
    body: shown,
    etag: etagOf(row.revision),
    location: `/v1/properties/${row.listingKey}`,
    about: { target: row.listingKey, brokerageId: row.brokerageId },
    change: {
      puts: [{ table: 'properties', row, from: null }],
      reads: owner.reads,
      changes: [{ target: row.listingKey, before: null, after: shown }],
    },
  };
}
