import { hintOf, type Key } from '@homestar/sdk/internal';
import type { KeyView } from '../store/port.ts';
import { formatInstant, formatInstantOrNull } from '../time/instant.ts';
import { rotationDueAt } from './schedule.ts';
import { statusAt } from './status.ts';

/** A key as the contract shows it: key and lineage joined, its status as of `now`, never its hash. */
export function showKey(view: KeyView, now: number, environment: 'live' | 'test'): Key {
  const { key, lineage } = view;
  return {
    id: key.id,
    lineageId: lineage.id,
    name: lineage.name,
    purpose: lineage.purpose,
    hint: hintOf(environment, key.id.slice('key_'.length)),
    role: lineage.role,
    status: statusAt({ key, lineage }, now),
    brokerageId: lineage.brokerageId,
    ownerUserId: lineage.ownerUserId,
    scopes: lineage.scopes === null ? null : JSON.parse(lineage.scopes),
    ipAllowlist: lineage.ipAllowlist === null ? null : JSON.parse(lineage.ipAllowlist),
    limits: lineage.limits === null ? null : JSON.parse(lineage.limits),
    rotation: lineage.rotationPolicy === null ? null : { policy: lineage.rotationPolicy },
    metadata: JSON.parse(lineage.metadata),
    createdAt: formatInstant(key.createdAt),
    createdByKeyId: key.createdByKeyId,
    rotationDueAt: formatInstant(rotationDueAt(key)),
    firstUsedAt: formatInstantOrNull(key.firstUsedAt),
    lastUsedAt: formatInstantOrNull(view.lastUsedAt),
    notBefore: formatInstantOrNull(lineage.notBefore),
    expiresAt: formatInstantOrNull(lineage.expiresAt),
    graceEndsAt: formatInstantOrNull(key.graceEndsAt),
    suspendedAt: formatInstantOrNull(lineage.suspendedAt),
    revokedAt: formatInstantOrNull(key.revokedAt),
    revocation:
      key.revocationReason === null
        ? null
        : { reason: key.revocationReason, note: key.revocationNote, byKeyId: key.revokedByKeyId },
    successorId: key.successorId,
    predecessorId: key.predecessorId,
  };
}
