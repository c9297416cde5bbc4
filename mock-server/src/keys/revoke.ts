import type { KeyRevokeParams, RevocationReceipt } from '@homestar/sdk/internal';
import type { Grant } from '../access/grant.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { KeyRow } from '../store/rows.ts';
import { formatInstant } from '../time/instant.ts';
import { keysChange } from './keys-change.ts';
import { adminKeyStays } from './last-admin.ts';
import { statusRefusal } from './legal.ts';
import { ownLineageRefusal } from './own-lineage.ts';
import { revoked } from './revocation.ts';
import { statusAt, usable } from './status.ts';

/** Ends a key. A key that ends itself ends its lineage, so that a thief's successor ends with it. */
export function keysRevoke(
  { grant, operation, path, body }: Asked<'keys.revoke'>,
  { store, clock, environment }: Pick<Ports, 'store' | 'clock' | 'environment'>,
): Result<RevocationReceipt> | Refusal {
  const view = store.tenant.key(grant, path.keyId);
  if (!view) return notFound(path.keyId);
  const { principal } = grant;
  const { lineage } = view;
  const now = clock.now();
  const itself = view.key.id === principal.keyId;
  const refusal =
    ownLineageRefusal(operation, principal, view) ??
    statusRefusal('revoke', view, now) ??
    graceRefusal(body, itself);
  if (refusal) return refusal;

  const inLineage = store.tenant.lineageKeys(grant, lineage.id);
  const whole = itself || body.scope === 'lineage';
  const ending = inLineage.filter((key) => key.id === view.key.id || (whole && key.revokedAt === null));
  const ends = { ending: ending.map((key) => ({ key, lineage })), now, force: body.force };
  const rule = adminKeyStays(grant, ends, store.tenant);
  if (isRefusal(rule)) return rule;

  const revocation = { ...body, byKeyId: principal.keyId };
  const ended = ending.map((key) => ({ before: key, after: revoked({ key, lineage }, revocation, now) }));
  const asked = ended.find(({ after }) => after.id === view.key.id)!.after;
  return {
    body: {
      keyId: asked.id,
      effectiveAt: formatInstant(asked.revokedAt ?? asked.graceEndsAt!),
      lastAcceptedRequest: null,
      reason: body.reason,
      revokedBy: principal.keyId,
      otherUsableKeys: inLineage
        .filter((key) => !ending.includes(key) && usable(statusAt({ key, lineage }, now)))
        .map(({ id }) => id),
    },
    about: { target: asked.id, brokerageId: lineage.brokerageId },
    change: keysChange({
      lineage,
      keys: [
        ...ended,
        ...withoutSuccessor(
          inLineage,
          ended.map(({ after }) => after),
        ),
      ],
      now,
      environment,
      puts: rule,
    }),
  };
}

/** Which request the key made last: true once the revocation stands, and ever after. */
export async function revocationReceipt(
  body: RevocationReceipt,
  { grant, sequence }: { readonly grant: Grant; readonly sequence: number },
  { store }: Pick<Ports, 'store'>,
): Promise<RevocationReceipt> {
  const last = await store.log.lastAllowed(grant, body.keyId, sequence);
  if (!last) return body;
  const { requestId, at } = JSON.parse(last.text) as { requestId: string; at: string };
  return { ...body, lastAcceptedRequest: { requestId, sequence: last.sequence, at } };
}

function graceRefusal({ reason, graceSeconds = 0 }: KeyRevokeParams, itself: boolean): Refusal | undefined {
  if (graceSeconds === 0 || (reason !== 'keyCompromise' && !itself)) return undefined;
  const detail = itself
    ? 'must be left out where a key revokes itself, which is at once'
    : 'must be left out with keyCompromise: whoever else holds the key would go on using it';
  return invalid([{ pointer: '/body/graceSeconds', detail }]);
}

/**
 * Who was to be followed by a key that ends unused, now or as planned, is followed by none: a use of that key in its
 * last days must not retire the one that stays.
 */
function withoutSuccessor(inLineage: readonly KeyRow[], ended: readonly KeyRow[]) {
  const gone = new Set(ended.filter(({ firstUsedAt }) => firstUsedAt === null).map(({ id }) => id));
  return inLineage
    .filter((key) => key.successorId !== null && gone.has(key.successorId) && key.revokedAt === null)
    .filter((key) => !ended.some(({ id }) => id === key.id))
    .map((before) => ({ before, after: { ...before, successorId: null } }));
}
