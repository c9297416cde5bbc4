import type { KeyCreated, Wire } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { newId } from '../operations/new-id.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { busy } from '../vault/busy.ts';
import { freshKey, freshLineage } from './fresh-rows.ts';
import { ownerOf } from './owner.ts';
import { scheduleOf } from './schedule.ts';
import { showKey } from './show.ts';
import { withTerms } from './terms.ts';

/** Makes the first key of a new lineage. */
export async function keysCreate(
  { grant, caller, body }: Asked<'keys.create'>,
  { store, vault, clock, random, environment, policies, keyRules }: Ports,
): Promise<Result<Wire<KeyCreated>> | Refusal> {
  const owner = ownerOf(grant, body, store.tenant);
  if (isRefusal(owner)) return owner;
  const now = clock.now();
  const bare = freshLineage({
    id: newId('lin', random),
    name: body.name,
    purpose: body.purpose,
    role: body.role,
    brokerageId: owner.brokerageId,
    ownerUserId: owner.id,
    createdAt: now,
  });
  // What is left out here is taken as null, which says what a key then has: all of its role, and no end.
  const terms = { scopes: null, expiresAt: null, limits: null, ...body };
  const writing = { writer: grant.principal, own: caller.lineage, now, policies, keyRules };
  const lineage = withTerms(bare, terms, writing);
  if (isRefusal(lineage)) return lineage;

  const issued = await vault.issue();
  if ('busy' in issued) return busy(issued);
  const key = freshKey({
    id: issued.keyId,
    lineageId: lineage.id,
    createdAt: now,
    createdByKeyId: grant.principal.keyId,
    ...issued.stored,
  });
  const shown = showKey({ key, lineage, lastUsedAt: null }, now, environment);
  return {
    body: { key: shown, secret: issued.secret },
    location: `/v1/keys/${key.id}`,
    about: { target: key.id, brokerageId: owner.brokerageId },
    change: {
      puts: [
        { table: 'lineages', row: lineage, from: null },
        { table: 'keys', row: key, from: null },
      ],
      schedules: [scheduleOf({ key, lineage }, now)],
      reads: owner.reads,
      changes: [{ target: key.id, before: null, after: shown }],
    },
  };
}
