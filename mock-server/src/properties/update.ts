import type { Property } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { matches } from '../contract/if-match.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { PropertyRow } from '../store/rows.ts';
import { listerOf } from './lister.ts';
import { showProperty } from './show.ts';

/** Merges the body into the listing (RFC 7396: null clears, what is left out stays). */
export function propertiesUpdate(
  { grant, path, body, ifMatch }: Asked<'properties.update'>,
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
): Result<Property> | Refusal {
  const before = store.tenant.property(grant, path.listingKey);
  if (!before) return notFound(path.listingKey);
  const etag = etagOf(before.revision);
  if (!matches(ifMatch, etag)) {
    const detail = `The listing is at version ${etag}, which If-Match does not name.`;
    return { refused: 'precondition_failed', check: { name: 'if_match', saw: { ifMatch, etag } }, detail };
  }
  const moved = body.listAgentKey !== undefined && body.listAgentKey !== before.listAgentKey;
  const lister = moved
    ? listerOf(
        grant,
        { brokerageId: before.brokerageId, listAgentKey: body.listAgentKey as string },
        store.tenant,
      )
    : { reads: [] };
  if (isRefusal(lister)) return lister;

  const row: PropertyRow = {
    ...before,
    ...(body as Partial<PropertyRow>),
    modificationTimestamp: clock.now(),
    revision: before.revision + 1,
  };
  const shown = showProperty(row);
  return {
    body: shown,
    etag: etagOf(row.revision),
    about: { target: row.listingKey, brokerageId: row.brokerageId },
    change: {
      puts: [{ table: 'properties', row, from: before.revision }],
      reads: lister.reads,
      changes: [{ target: row.listingKey, before: showProperty(before), after: shown }],
    },
  };
}
