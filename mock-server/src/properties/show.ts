import type { Property } from '@homestar/sdk/internal';
import type { PropertyRow } from '../store/rows.ts';
import { formatInstant } from '../time/instant.ts';

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
