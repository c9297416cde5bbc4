import type { PropertyList } from '@homestar/sdk/internal';
import { type InputError, isRefusal, type Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { pageAsked } from '../operations/paged.ts';
import { formatInstant } from '../time/instant.ts';
import { showDeleted, showProperty } from './show.ts';
import { tombstoneDays, tombstoneMs } from './tombstone.ts';

type AskedList = Asked<'properties.list'>;

/** What has changed since a time: for keeping a copy of the listings within reach. */
export function syncProperties(
  { grant, query, binding }: AskedList,
  modifiedAfter: string,
  { store, cursors, clock }: Pick<Ports, 'store' | 'cursors' | 'clock'>,
): Result<PropertyList> | Refusal {
  const since = Date.parse(modifiedAfter);
  const now = clock.now();
  const errors = [...alone(query), ...(since > now ? [inFuture(now)] : [])];
  if (errors.length > 0) return invalid(errors);
  if (since < now - tombstoneMs) return tooOld(since, now - tombstoneMs);
  const page = pageAsked(query, binding, cursors);
  if (isRefusal(page)) return page;

  const { rows, next, until } = store.tenant.propertyChanges(grant, since, page);
  const body = {
    data: rows.map((row) => ('deleted' in row ? showDeleted(row) : showProperty(row))),
    nextCursor: next && cursors.seal(next, binding),
    ...(next === null && { syncedUntil: formatInstant(until) }),
  };
  return { body };
}

/** All members that can be filtered by can change, and a listing that leaves the filter would never be told of. */
function alone(query: AskedList['query']): InputError[] {
  const others = ['standardStatus', 'city', 'minListPrice', 'maxListPrice', 'sort'] as const;
  return others
    .filter((name) => query[name] !== undefined)
    .map((name) => ({
      pointer: `/query/${name}`,
      detail: `cannot go with modifiedAfter: ${
        name === 'sort'
          ? 'a sync has its own order'
          : 'a listing that leaves the filter would never be told of'
      }`,
    }));
}

function inFuture(now: number): InputError {
  return { pointer: '/query/modifiedAfter', detail: `is in the future; it is ${formatInstant(now)} now` };
}

function tooOld(since: number, kept: number): Refusal {
  return {
    refused: 'sync_too_old',
    check: { name: 'sync', saw: { since: formatInstant(since), kept: formatInstant(kept) } },
    detail: `Changes are kept for ${tombstoneDays} days, so since ${formatInstant(kept)}.`,
  };
}
