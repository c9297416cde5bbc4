import type { KeyCreated, Wire } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { newId } from '../operations/new-id.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { LineageRow } from '../store/rows.ts';
import { busy } from '../vault/busy.ts';
import { freshKey, freshLineage } from './fresh-rows.ts';
import { type Owner, ownerOf } from './owner.ts';
import { scheduleOf } from './schedule.ts';
import { showKey } from './show.ts';
import { withTerms } from './terms.ts';

type Asks = Asked<'keys.create'>;

/** Makes the first key of a new lineage. */
export async function keysCreate(asked: Asks, ports: Ports): Promise<Result<Wire<KeyCreated>> | Refusal> {
  const lineageId = newId('lin', ports.random);
  const early = begun(lineageId, asked, ports);
  if (isRefusal(early)) return early;
  const issued = await ports.vault.issue();
  if ('busy' in issued) return busy(issued);
  // A hash may wait its turn for seconds, in which the key's end may come, or its owner be deactivated.
  const decided = begun(lineageId, asked, ports);
  if (isRefusal(decided)) return decided;

  const { owner, lineage } = decided;
  const { environment } = ports;
  const now = lineage.createdAt;
  const key = freshKey({
    id: issued.keyId,
    lineageId,
    createdAt: now,
    createdByKeyId: asked.grant.principal.keyId,
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

interface Begun {
  readonly owner: Owner;
  readonly lineage: LineageRow;
}

/** The lineage as it begins now, where the caller may make it. */
function begun(
  id: string,
  { grant, caller, body }: Asks,
  { store, clock, policies, keyRules }: Ports,
): Begun | Refusal {
  const owner = ownerOf(grant, body, store.tenant);
  if (isRefusal(owner)) return owner;
  const now = clock.now();
  const bare = freshLineage({
    id,
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
  return isRefusal(lineage) ? lineage : { owner, lineage };
}
