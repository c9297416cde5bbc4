import type { Key } from '@homestar/sdk/internal';
import type { Principal } from '../access/grant.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { formatInstant, formatInstantOrNull } from '../time/instant.ts';
import { graceFloorSeconds } from './grace.ts';
import { keysChange } from './keys-change.ts';
import { type Rotation, rotationOf } from './rotation.ts';
import { showKey } from './show.ts';
import { statusAt, usable } from './status.ts';

/** Ends the grace of a key that was rotated. */
export function keysCompleteRotation(
  asked: Asked<'keys.completeRotation'>,
  ports: Pick<Ports, 'store' | 'clock' | 'environment'>,
): Result<Key> | Refusal {
  const rotation = rotationOf('completeRotation', asked, ports);
  if (isRefusal(rotation)) return rotation;
  const now = ports.clock.now();
  const { principal } = asked.grant;
  const refusal =
    unprovenRefusal(rotation, principal, asked.body?.force ?? false, now) ??
    floorRefusal(rotation, principal, now);
  if (refusal) return refusal;

  const { environment } = ports;
  const { key: before, lineage } = rotation;
  // What was to be revoked when its grace ends is so now.
  const planned = before.revocationReason !== null;
  const after = { ...before, graceEndsAt: now, ...(planned && { revokedAt: now }) };
  return {
    body: showKey({ ...rotation, key: after }, now, environment),
    about: { target: after.id, brokerageId: lineage.brokerageId },
    change: keysChange({ lineage, keys: [{ before, after }], now, environment }),
  };
}

/** Without proof that the new secret arrived, only an administrator of another lineage may leave nothing else. */
function unprovenRefusal(
  { successor, lineage }: Rotation,
  { keyId, role, lineageId }: Principal,
  force: boolean,
  now: number,
) {
  const mayForce = role === 'admin' && lineageId !== lineage.id;
  if (force && !mayForce) {
    return {
      refused: 'permission_denied',
      check: { name: 'force', saw: { role, sameLineage: lineageId === lineage.id } },
      detail: 'Only an administrator may force it, with a key of another lineage.',
    } as const;
  }
  const status = statusAt({ key: successor, lineage }, now);
  // This request is a use of its key, be it the first.
  const proven = successor.firstUsedAt !== null || successor.id === keyId;
  if (usable(status) && (proven || force)) return undefined;
  const saw = { successorId: successor.id, status, firstUsedAt: formatInstantOrNull(successor.firstUsedAt) };
  return {
    refused: 'successor_unproven',
    check: { name: 'successor_works', saw },
    detail: `Its successor ${saw.successorId} is ${status}.`,
  } as const;
}

/**
 * A key that rotated itself has its whole grace before its successor can end it: were it a thief who did both, the
 * owner must have the time to cancel.
 */
function floorRefusal({ key, lineage, successor }: Rotation, { lineageId }: Principal, now: number) {
  if (lineageId !== lineage.id || successor.createdByKeyId !== key.id) return undefined;
  const from = (successor.firstUsedAt ?? now) + graceFloorSeconds * 1000;
  if (now >= from) return undefined;
  const saw = { from: formatInstant(from) };
  return {
    refused: 'grace_not_over',
    check: { name: 'grace_floor', saw },
    detail: `The old key rotated itself, so its successor may complete that from ${saw.from} on.`,
  } as const;
}
