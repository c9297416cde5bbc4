import type { KeyRow, LineageRow } from '../store/rows.ts';

type LineageFacts = Pick<
  LineageRow,
  'id' | 'name' | 'purpose' | 'role' | 'brokerageId' | 'ownerUserId' | 'createdAt'
> &
  Partial<LineageRow>;

type KeyFacts = Pick<
  KeyRow,
  'id' | 'lineageId' | 'createdAt' | 'createdByKeyId' | 'hash' | 'filter' | 'pepperVersion'
> &
  Partial<KeyRow>;

/** A lineage as it begins: approved when it is made, with all of its role, for good. */
export function freshLineage(facts: LineageFacts): LineageRow {
  return {
    scopes: null,
    metadata: '{}',
    approvedAt: facts.createdAt,
    rejectedAt: null,
    suspendedAt: null,
    notBefore: null,
    expiresAt: null,
    limits: null,
    ipAllowlist: null,
    rotationPolicy: null,
    revision: 1,
    ...facts,
  };
}

/** A key as it begins: never used, and nobody's successor. */
export function freshKey(facts: KeyFacts): KeyRow {
  return {
    firstUsedAt: null,
    graceEndsAt: null,
    revokedAt: null,
    revocationReason: null,
    revocationNote: null,
    revokedByKeyId: null,
    predecessorId: null,
    successorId: null,
    graceSeconds: null,
    revision: 1,
    ...facts,
  };
}
