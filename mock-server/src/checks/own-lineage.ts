import type { Operation } from '@homestar/sdk/internal';
import type { Principal } from '../access/grant.ts';
import type { KeyAndLineage } from '../store/port.ts';
import type { Check } from './check.ts';

export interface OwnLineageFacts {
  readonly operation: Pick<Operation, 'id' | 'self'>;
  readonly caller: Pick<Principal, 'keyId' | 'lineageId'>;
  /** The key that it is done to. */
  readonly target: KeyAndLineage;
}

const said = {
  none: 'A key cannot do this to a key of its own lineage. Use a key of another lineage.',
  key: 'Of its own lineage, a key can do this to itself only. Use a key of another lineage.',
  predecessor:
    'Of its own lineage, a key can do this only to the key that it follows. Use a key of another lineage.',
  // What a key may do to all of its lineage is not refused.
  lineage: '',
} as const;

/**
 * A key never changes itself: within its own lineage the contract's `x-self` is all that it may do, whatever its role
 * and scopes. Otherwise who stole a key with `keys:write` could keep it: widen it, or end every other key of the
 * lineage but the one made last.
 */
export const ownLineage: readonly Check<OwnLineageFacts>[] = [
  {
    name: 'own_lineage',
    code: 'permission_denied',
    fails: ({ operation: { id, self }, caller: { keyId, lineageId }, target: { key, lineage } }) => {
      if (lineage.id !== lineageId || self === 'lineage') return undefined;
      if (self === 'key' && key.id === keyId) return undefined;
      if (self === 'predecessor' && key.successorId === keyId) return undefined;
      return { operation: id, self, target: key.id, lineageId };
    },
    detail: ({ operation }) => said[operation.self ?? 'none'],
  },
];
