import type { Property, PropertyCreateParams } from '@homestar/sdk/internal';
import type { Grant } from '../access/grant.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { invalid } from '../operations/invalid.ts';
import { newId } from '../operations/new-id.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { PropertyRow } from '../store/rows.ts';
import { listerOf } from './lister.ts';
import { showProperty } from './show.ts';

export function propertiesCreate(
  { grant, body }: Asked<'properties.create'>,
  { store, clock, random }: Pick<Ports, 'store' | 'clock' | 'random'>,
): Result<Property> | Refusal {
  const named = namedOf(grant, body);
  if (isRefusal(named)) return named;
  const lister = listerOf(grant, named, store.tenant);
  if (isRefusal(lister)) return lister;
  const now = clock.now();
  const row: PropertyRow = {
    listingKey: newId('lst', random),
    brokerageId: lister.brokerageId,
    listAgentKey: lister.listAgentKey,
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
      reads: lister.reads,
      changes: [{ target: row.listingKey, before: null, after: shown }],
    },
  };
}

/** Brokerage and lister default to the caller's own; the platform's administrators have neither to give. */
function namedOf(
  { principal }: Grant,
  body: PropertyCreateParams,
): { brokerageId: string; listAgentKey: string } | Refusal {
  const brokerageId = body.brokerageId ?? principal.brokerageId;
  const listAgentKey =
    body.listAgentKey ?? (principal.brokerageId === null ? undefined : principal.ownerUserId);
  if (brokerageId && listAgentKey) return { brokerageId, listAgentKey };
  const missing = { brokerageId, listAgentKey };
  const pointers = (['brokerageId', 'listAgentKey'] as const).filter((member) => !missing[member]);
  return invalid(
    pointers.map((member) => ({ pointer: `/body/${member}`, detail: 'is needed from an administrator' })),
  );
}
