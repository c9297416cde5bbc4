import type { KeyRow, LineageRow } from '../store/rows.ts';

export type KeyStatus =
  | 'revoked'
  | 'rejected'
  | 'awaiting_approval'
  | 'suspended'
  | 'expired'
  | 'retired'
  | 'not_yet_valid'
  | 'retiring'
  | 'pending'
  | 'active';

/** What of a key and its lineage decides its status. */
export interface StatusFacts {
  readonly key: Pick<KeyRow, 'firstUsedAt' | 'graceEndsAt' | 'revokedAt' | 'predecessorId'>;
  readonly lineage: Pick<LineageRow, 'approvedAt' | 'rejectedAt' | 'suspendedAt' | 'notBefore' | 'expiresAt'>;
}

/** What can be done to a key, where its status allows it. */
export type KeyChange =
  | 'update'
  | 'rotate'
  | 'completeRotation'
  | 'cancelRotation'
  | 'suspend'
  | 'resume'
  | 'revoke';

interface StatusRow {
  readonly status: KeyStatus;
  /** Whether it is this one, where none of the rows above is. */
  readonly holds: (facts: StatusFacts, now: number) => boolean;
  /** The same of `keys k` and `lineages l` in SQL. A comparison with NULL is never true. */
  readonly sql: string;
  /** Whether requests with such a key are accepted. */
  readonly usable: boolean;
  readonly allows: readonly KeyChange[];
}

/**
 * Facts → status, the first row that holds; and what can be done to a key in each.
 *
 * What somebody did acts by being set, whatever the clock says; only what falls due is compared with it. So a planned
 * revocation, which sets when grace ends, makes the key `retiring`, then `retired`, and `revoked` once it has been
 * carried out.
 */
export const statusTable: readonly StatusRow[] = [
  {
    status: 'revoked',
    holds: ({ key }) => key.revokedAt !== null,
    sql: 'k.revoked_at IS NOT NULL',
    usable: false,
    allows: [],
  },
  {
    status: 'rejected',
    holds: ({ lineage }) => lineage.rejectedAt !== null,
    sql: 'l.rejected_at IS NOT NULL',
    usable: false,
    allows: ['revoke'],
  },
  {
    status: 'awaiting_approval',
    holds: ({ lineage }) => lineage.approvedAt === null,
    sql: 'l.approved_at IS NULL',
    usable: false,
    allows: ['revoke'],
  },
  {
    status: 'suspended',
    holds: ({ lineage }) => lineage.suspendedAt !== null,
    sql: 'l.suspended_at IS NOT NULL',
    usable: false,
    allows: ['update', 'cancelRotation', 'resume', 'revoke'],
  },
  {
    status: 'expired',
    holds: ({ lineage }, now) => lineage.expiresAt !== null && lineage.expiresAt <= now,
    sql: 'l.expires_at <= :now',
    usable: false,
    allows: ['revoke'],
  },
  {
    status: 'retired',
    holds: ({ key }, now) => key.graceEndsAt !== null && key.graceEndsAt <= now,
    sql: 'k.grace_ends_at <= :now',
    usable: false,
    allows: ['revoke'],
  },
  {
    status: 'not_yet_valid',
    holds: ({ lineage }, now) => lineage.notBefore !== null && lineage.notBefore > now,
    sql: 'l.not_before > :now',
    usable: false,
    allows: ['update', 'suspend', 'revoke'],
  },
  {
    status: 'retiring',
    holds: ({ key }) => key.graceEndsAt !== null,
    sql: 'k.grace_ends_at IS NOT NULL',
    usable: true,
    allows: ['update', 'completeRotation', 'cancelRotation', 'suspend', 'revoke'],
  },
  {
    // A successor that was never used.
    status: 'pending',
    holds: ({ key }) => key.predecessorId !== null && key.firstUsedAt === null,
    sql: 'k.predecessor_id IS NOT NULL AND k.first_used_at IS NULL',
    usable: true,
    allows: ['update', 'suspend', 'revoke'],
  },
  {
    status: 'active',
    holds: () => true,
    sql: 'TRUE',
    usable: true,
    allows: ['update', 'rotate', 'completeRotation', 'cancelRotation', 'suspend', 'revoke'],
  },
];

const byStatus = new Map(statusTable.map((row) => [row.status, row]));

/** The status of a key at an instant of world time. */
export function statusAt(facts: StatusFacts, now: number): KeyStatus {
  for (const { status, holds } of statusTable) if (holds(facts, now)) return status;
  throw new Error('The last row of the table holds of every key.');
}

/** Whether requests with such a key are accepted. */
export function usable(status: KeyStatus): boolean {
  return byStatus.get(status)!.usable;
}

/** The statuses in which this can be done. */
export function statusesFor(change: KeyChange): readonly KeyStatus[] {
  return statusTable.filter(({ allows }) => allows.includes(change)).map(({ status }) => status);
}
