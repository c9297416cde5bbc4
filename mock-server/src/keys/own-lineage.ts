import type { Operation } from '@homestar/sdk/internal';
import type { Principal } from '../access/grant.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { KeyAndLineage } from '../store/port.ts';

/**
 * A key never changes itself: within its own lineage the contract's `x-self` is all that it may do, whatever its role
 * and scopes. Otherwise who stole a key with `keys:write` could keep it: widen it, or end every other key of the
 * lineage but the one made last.
 */
export function ownLineageRefusal(
  { id, self }: Pick<Operation, 'id' | 'self'>,
  { keyId, lineageId }: Principal,
  { key, lineage }: KeyAndLineage,
): Refusal | undefined {
  if (lineage.id !== lineageId || self === 'lineage') return undefined;
  if (self === 'key' && key.id === keyId) return undefined;
  if (self === 'predecessor' && key.successorId === keyId) return undefined;
  return {
    refused: 'permission_denied',
    check: { name: 'own_lineage', saw: { operation: id, self, target: key.id, lineageId } },
    detail: said[self ?? 'none'],
  };
}

const said = {
  none: 'A key cannot do this to a key of its own lineage. Use a key of another lineage.',
  key: 'Of its own lineage, a key can do this to itself only. Use a key of another lineage.',
  predecessor:
    'Of its own lineage, a key can do this only to the key that it follows. Use a key of another lineage.',
} as const;
