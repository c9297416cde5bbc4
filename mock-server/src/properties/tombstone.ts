import type { PropertyRow, Put, TombstoneRow } from '../store/rows.ts';

/**
 * For how long a tombstone stands, in world time. Whoever has not asked since may hold records that nobody will ever
 * tell them are gone.
 */
export const tombstoneDays = 90;
export const tombstoneMs = tombstoneDays * 24 * 3600 * 1000;

/** What tells of a listing that is lost to whoever reached it as `before`. */
export function tombstoneOf(before: PropertyRow, kind: TombstoneRow['kind'], now: number): Put {
  const { listingKey, brokerageId, listAgentKey, revision } = before;
  const id = `${listingKey}.${revision}`;
  const row = { id, listingKey, brokerageId, listAgentKey, kind, modificationTimestamp: now, revision: 1 };
  return { table: 'tombstones', row, from: null };
}
