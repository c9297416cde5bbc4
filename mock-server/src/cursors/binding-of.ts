import type { Reach } from '../access/grant.ts';
import { reachName } from '../access/reach-name.ts';

/** What names the query that a cursor belongs to: operation, reach and filters, wherever the page begins. */
export function bindingOf(operationId: string, reach: Reach, query: object): string {
  return `${operationId} ${reachName(reach)} ${JSON.stringify({ ...query, cursor: undefined, limit: undefined })}`;
}
