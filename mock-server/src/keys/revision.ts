import type { KeyAndLineage } from '../store/port.ts';

/** The version of a key as the contract shows it, which is made of two records: a change of either is one of it. */
export function revisionOf({ key, lineage }: KeyAndLineage): number {
  return key.revision + lineage.revision;
}
