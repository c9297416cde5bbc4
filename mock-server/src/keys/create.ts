import type { KeyCreated, Wire } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import { newId } from '../operations/new-id.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { LineageRow, Put } from '../store/rows.ts';
import { busy } from '../vault/busy.ts';
import { freshKey, freshLineage } from './fresh-rows.ts';
import { ownerOf } from './owner.ts';
import { scopesOf } from './scopes.ts';
import { showKey } from './show.ts';

export async function keysCreate(
  { grant, body }: Asked<'keys.create'>,
  { store, vault, clock, random, environment }: Ports,
): Promise<Result<Wire<KeyCreated>> | Refusal> {
  const scopes = scopesOf(body.role, body.scopes ?? null, grant.principal);
  if (isRefusal(scopes)) return scopes;
  const owner = ownerOf(grant, body, store.tenant);
  if (isRefusal(owner)) return owner;

  const issued = await vault.issue();
  if ('busy' in issued) return busy(issued);
  const now = clock.now();
  const expiresAt = body.expiresAt === undefined ? null : Date.parse(body.expiresAt);
  if (expiresAt !== null && expiresAt <= now) {
    return invalid([{ pointer: '/body/expiresAt', detail: 'is not in the future' }]);
  }
  const lineage = freshLineage({
    id: newId('lin', random),
    name: body.name,
    purpose: body.purpose,
    role: body.role,
    brokerageId: owner.brokerageId,
    ownerUserId: owner.id,
    scopes: scopes && JSON.stringify(scopes),
    metadata: JSON.stringify(body.metadata ?? {}),
    createdAt: now,
    createdByKeyId: grant.principal.keyId,
    expiresAt,
  });
  const key = freshKey({ id: issued.keyId, lineageId: lineage.id, createdAt: now, ...issued.stored });
  const shown = showKey({ key, lineage, successorId: null, lastUsedAt: null }, now, environment);
  return {
    body: { key: shown, secret: issued.secret },
    location: `/v1/keys/${key.id}`,
    about: { target: key.id, brokerageId: owner.brokerageId },
    change: {
      puts: [
        { table: 'lineages', row: lineage, from: null },
        { table: 'keys', row: key, from: null },
        ...expiryOf(lineage),
      ],
      reads: owner.reads,
      changes: [{ target: key.id, before: null, after: shown }],
    },
  };
}

function expiryOf({ id, brokerageId, expiresAt }: LineageRow): readonly Put[] {
  if (expiresAt === null) return [];
  const row = {
    id: `key_expired ${id}`,
    dueAt: expiresAt,
    kind: 'key_expired' as const,
    subject: id,
    brokerageId,
    revision: 1,
  };
  return [{ table: 'agenda', row, from: null }];
}
