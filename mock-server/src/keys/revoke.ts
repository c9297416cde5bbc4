import type { RevocationReceipt } from '@homestar/sdk/internal';
import type { Grant } from '../access/grant.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { holdRule } from '../operations/rule.ts';
import type { KeyView } from '../store/port.ts';
import type { KeyRow, Put } from '../store/rows.ts';
import { formatInstant } from '../time/instant.ts';
import { showKey } from './show.ts';
import { statusAt, usable } from './status.ts';

/** Ends a key at once. A key that ends itself ends its lineage, so that a thief's successor ends with it. */
export function keysRevoke(
  { grant, operation, path, body }: Asked<'keys.revoke'>,
  { store, clock, environment }: Pick<Ports, 'store' | 'clock' | 'environment'>,
): Result<RevocationReceipt> | Refusal {
  const view = store.tenant.key(grant, path.keyId);
  if (!view) return notFound(path.keyId);
  const itself = view.key.id === grant.principal.keyId;
  if (grant.reach.kind === 'lineage' && operation.self === 'key' && !itself) {
    return {
      refused: 'permission_denied',
      check: { name: 'permission', saw: { needed: operation.permission, target: view.key.id } },
    };
  }
  if (view.key.revokedAt !== null) {
    const saw = { revokedAt: formatInstant(view.key.revokedAt) };
    return { refused: 'key_already_revoked', check: { name: 'not_revoked', saw } };
  }
  const now = clock.now();
  const lineageKeys = store.tenant.lineageKeys(grant, view.lineage.id);
  const isUsable = (key: KeyRow) => usable(statusAt({ key, lineage: view.lineage }, now));
  const ended = lineageKeys.filter((key) => key.id === view.key.id || (itself && key.revokedAt === null));
  const lastAdmin = guardLastAdmin(grant, view, ended.filter(isUsable).length, now, store);
  if (isRefusal(lastAdmin)) return lastAdmin;

  const revoked = ended.map((before) => ({
    before,
    after: {
      ...before,
      revokedAt: now,
      revocationReason: body.reason,
      revocationNote: body.note ?? null,
      revokedByKeyId: grant.principal.keyId,
    },
  }));
  const shown = (key: KeyRow) => showKey({ ...view, key }, now, environment);
  return {
    body: {
      keyId: view.key.id,
      effectiveAt: formatInstant(now),
      lastAcceptedRequest: null,
      reason: body.reason,
      revokedBy: grant.principal.keyId,
      otherUsableKeys: lineageKeys.filter((key) => !ended.includes(key) && isUsable(key)).map(({ id }) => id),
    },
    about: { target: view.key.id, brokerageId: view.lineage.brokerageId },
    change: {
      puts: [
        ...revoked.map(({ before, after }): Put => ({ table: 'keys', row: after, from: before.revision })),
        ...lastAdmin,
      ],
      changes: revoked.map(({ before, after }) => ({
        target: before.id,
        before: shown(before),
        after: shown(after),
      })),
    },
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

/** One usable admin key stays, or nobody could ever make another. */
function guardLastAdmin(
  grant: Grant,
  view: KeyView,
  ending: number,
  now: number,
  { tenant }: Ports['store'],
): readonly Put[] | Refusal {
  if (view.lineage.role !== 'admin' || ending === 0) return [];
  const usableKeys = tenant.usableAdminKeys(grant, now);
  if (usableKeys <= ending) {
    return { refused: 'last_admin_key', check: { name: 'last_admin_key', saw: { usableKeys } } };
  }
  return [holdRule('usable_admin_keys', grant, tenant)];
}
