import type { DeletedProperty, Property } from '@homestar/sdk/internal';
import type { PropertyRow } from '../store/rows.ts';
import { formatInstant } from '../time/instant.ts';

/** What is left of a listing, as the contract shows it. */
export function showDeleted({
  listingKey,
  modificationTimestamp,
}: Pick<PropertyRow, 'listingKey' | 'modificationTimestamp'>): DeletedProperty {
  return { listingKey, deleted: true, modificationTimestamp: formatInstant(modificationTimestamp) };
}

/** A listing as the contract shows it. */
export function showProperty({
  revision: _,
  originalEntryTimestamp,
  modificationTimestamp,
  ...row
}: PropertyRow): Property {
  return {
    ...row,
    originalEntryTimestamp: formatInstant(originalEntryTimestamp),
    modificationTimestamp: formatInstant(modificationTimestamp),
  };
}
