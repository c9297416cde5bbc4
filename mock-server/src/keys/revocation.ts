import type { KeyRevokeParams } from '@homestar/sdk/internal';
import type { KeyAndLineage } from '../store/port.ts';
import type { KeyRow } from '../store/rows.ts';
import { graceEnd } from './grace.ts';

/** By whom, why and with how much grace keys are revoked. */
export interface Revocation extends Pick<KeyRevokeParams, 'reason' | 'note' | 'graceSeconds'> {
  readonly byKeyId: string;
}

/**
 * A key as its revocation leaves it: revoked, or to be so when its grace ends, which is never later than it would
 * have ended anyway.
 */
export function revoked({ key, lineage }: KeyAndLineage, revocation: Revocation, now: number): KeyRow {
  const { reason, note, byKeyId, graceSeconds = 0 } = revocation;
  const why = { revocationReason: reason, revocationNote: note ?? null, revokedByKeyId: byKeyId };
  const endsAt = Math.min(
    graceEnd(now, graceSeconds * 1000, lineage.expiresAt),
    key.graceEndsAt ?? Number.POSITIVE_INFINITY,
    lineage.rejectedAt ?? Number.POSITIVE_INFINITY,
  );
  return endsAt <= now ? { ...key, ...why, revokedAt: now } : { ...key, ...why, graceEndsAt: endsAt };
}
