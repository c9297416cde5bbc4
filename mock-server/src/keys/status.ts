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

/**
 * The status of a key at an instant of world time. What somebody did acts by being set, whatever the clock says;
 * only what falls due is compared. So a planned revocation, which sets when grace ends, makes the key `retiring`,
 * then `retired`, and `revoked` once it has been carried out. `status-sql.ts` says the same to the database.
 */
export function statusAt({ key, lineage }: StatusFacts, now: number): KeyStatus {
  if (key.revokedAt !== null) return 'revoked';
  if (lineage.rejectedAt !== null) return 'rejected';
  if (lineage.approvedAt === null) return 'awaiting_approval';
  if (lineage.suspendedAt !== null) return 'suspended';
  if (lineage.expiresAt !== null && lineage.expiresAt <= now) return 'expired';
  if (key.graceEndsAt !== null && key.graceEndsAt <= now) return 'retired';
  if (lineage.notBefore !== null && lineage.notBefore > now) return 'not_yet_valid';
  if (key.graceEndsAt !== null) return 'retiring';
  // A successor that was never used.
  if (key.predecessorId !== null && key.firstUsedAt === null) return 'pending';
  return 'active';
}

/** Whether requests with such a key are accepted. */
export function usable(status: KeyStatus): boolean {
  return status === 'active' || status === 'pending' || status === 'retiring';
}
