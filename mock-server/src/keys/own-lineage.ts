import { firstFailure } from '../checks/check.ts';
import { type OwnLineageFacts, ownLineage } from '../checks/own-lineage.ts';
import type { Refusal } from '../checks/refusal.ts';

/** What refuses a key that would change itself. */
export function ownLineageRefusal(
  operation: OwnLineageFacts['operation'],
  caller: OwnLineageFacts['caller'],
  target: OwnLineageFacts['target'],
): Refusal | undefined {
  return firstFailure(ownLineage, { operation, caller, target });
}
