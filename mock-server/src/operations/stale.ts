import type { Refusal } from '../checks/refusal.ts';
import { matches } from '../contract/if-match.ts';
import { etagOf } from './etag.ts';

/** Refuses a change that was meant for another version of the record than the one that is stored. */
export function stale(
  record: string,
  revision: number,
  ifMatch: readonly string[] | null,
): Refusal | undefined {
  const etag = etagOf(revision);
  if (matches(ifMatch, etag)) return undefined;
  return {
    refused: 'precondition_failed',
    check: { name: 'if_match', saw: { ifMatch, etag } },
    detail: `The ${record} is at version ${etag}, which If-Match does not name.`,
  };
}
