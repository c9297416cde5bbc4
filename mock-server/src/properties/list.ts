import type { PropertyList } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { paged } from '../operations/paged.ts';
import { showProperty } from './show.ts';
import { syncProperties } from './sync.ts';

export async function propertiesList(
  asked: Asked<'properties.list'>,
  ports: Pick<Ports, 'store' | 'cursors' | 'clock'>,
): Promise<Result<PropertyList> | Refusal> {
  const { store, cursors } = ports;
  if (asked.query.modifiedAfter !== undefined) return syncProperties(asked, asked.query.modifiedAfter, ports);
  const { minListPrice, maxListPrice, sort = '-modificationTimestamp' } = asked.query;
  if (minListPrice !== undefined && maxListPrice !== undefined && minListPrice > maxListPrice) {
    return invalid([{ pointer: '/query/minListPrice', detail: 'is above maxListPrice' }]);
  }
  const filter = { ...asked.query, sort };
  const body = await paged(
    asked,
    cursors,
    (page) => store.tenant.properties(asked.grant, filter, page),
    showProperty,
  );
  return isRefusal(body) ? body : { body };
}
