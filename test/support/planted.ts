/* Records put into a world past its API, where the API has no way (yet) to bring them about, or would take long. */

import { makeGrant } from '../../mock-server/src/access/grant.ts';
import { eventText } from '../../mock-server/src/audit/event-text.ts';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { type Person, people } from '../../mock-server/src/fixtures/people.ts';
import type { World } from '../../mock-server/src/host/world.ts';
import { newId } from '../../mock-server/src/operations/new-id.ts';
import type { Entry } from '../../mock-server/src/store/port.ts';
import type { KeyRow, LineageRow, Put } from '../../mock-server/src/store/rows.ts';
import { machineClock } from '../../mock-server/src/time/machine-clock.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { nativeBcrypt } from '../../mock-server/src/vault/bcrypt.ts';
import { createBcryptQueue } from '../../mock-server/src/vault/bcrypt-queue.ts';
import { createPeppers, qaPepper } from '../../mock-server/src/vault/peppers.ts';
import type { StoredSecret } from '../../mock-server/src/vault/port.ts';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';
import { createKeyVault } from '../../mock-server/src/vault/vault.ts';

export interface PlantedKey {
  readonly secret: string;
  readonly id: string;
  readonly lineage: LineageRow;
}

/** Issues real secrets under the test pepper, at the lowest work factor. */
const vault = createKeyVault({
  peppers: createPeppers([qaPepper]),
  proofs: createProofs(),
  bcrypt: createBcryptQueue({ bcrypt: nativeBcrypt, machine: machineClock }),
  random: systemRandom,
  environment: 'test',
  tag: '000',
  workFactor: 4,
});

/** A key of one of the seed's people, active and never used unless the facts say otherwise. */
export async function plantKey(
  world: World,
  owner: Person,
  facts: { readonly lineage?: Partial<LineageRow>; readonly key?: Partial<KeyRow> } = {},
): Promise<PlantedKey> {
  const now = world.clock.now();
  const lineage: LineageRow = {
    id: newId('lin', systemRandom),
    name: `Key of ${people[owner].name}`,
    purpose: 'Planted by a test',
    role: people[owner].role,
    brokerageId: people[owner].brokerageId,
    ownerUserId: fixtureId('usr', owner),
    scopes: null,
    metadata: '{}',
    createdAt: now,
    approvedAt: now,
    rejectedAt: null,
    suspendedAt: null,
    notBefore: null,
    expiresAt: null,
    limits: null,
    ipAllowlist: null,
    rotationPolicy: null,
    revision: 1,
    ...facts.lineage,
  };
  await commit(world, { table: 'lineages', row: lineage, from: null });
  return plantSibling(world, lineage, facts.key);
}

/** Another key of a lineage that is there already. */
export async function plantSibling(
  world: World,
  lineage: LineageRow,
  facts: Partial<KeyRow> = {},
): Promise<PlantedKey> {
  const issued = await vault.issue();
  if ('busy' in issued) throw new Error('The queue of the planting vault is full.');
  const row: KeyRow = {
    id: issued.keyId,
    lineageId: lineage.id,
    createdAt: world.clock.now(),
    createdByKeyId: null,
    firstUsedAt: null,
    graceEndsAt: null,
    revokedAt: null,
    revocationReason: null,
    revocationNote: null,
    revokedByKeyId: null,
    predecessorId: null,
    successorId: null,
    graceSeconds: null,
    ...issued.stored,
    revision: 1,
    ...facts,
  };
  await commit(world, { table: 'keys', row, from: null });
  return { secret: issued.secret, id: issued.keyId, lineage };
}

/** A key that was rotated by nobody in particular, its successor in use already. */
export async function plantRotated(...planted: Parameters<typeof plantKey>): Promise<PlantedKey> {
  const [world] = planted;
  const key = await plantKey(...planted);
  const used = { predecessorId: key.id, firstUsedAt: world.clock.now() };
  const successor = await plantSibling(world, key.lineage, used);
  const row = world.store.tenant.key(everything, key.id)!.key;
  await commit(world, { table: 'keys', row: { ...row, successorId: successor.id }, from: row.revision });
  return key;
}

export async function deactivateUser(world: World, id: string): Promise<void> {
  const row = world.store.tenant.user(everything, id)!;
  const deactivatedAt = world.clock.now();
  await commit(world, { table: 'users', row: { ...row, deactivatedAt }, from: row.revision });
}

export async function closeBrokerage(world: World, id: string): Promise<void> {
  const row = world.store.tenant.brokerage(everything, id)!;
  const closedAt = world.clock.now();
  await commit(world, { table: 'brokerages', row: { ...row, closedAt }, from: row.revision });
}

/** Changes what a key has in common with its lineage. */
export async function amend(world: World, { id }: PlantedKey, change: Partial<LineageRow>): Promise<void> {
  const { lineage } = world.store.tenant.key(everything, id)!;
  await commit(world, { table: 'lineages', row: { ...lineage, ...change }, from: lineage.revision });
}

/** What nobody is granted over HTTP without a key: to look at everything. */
export const everything = makeGrant(
  {
    keyId: fixtureId('key', 'admin'),
    lineageId: fixtureId('lin', 'admin'),
    role: 'admin',
    brokerageId: null,
    ownerUserId: fixtureId('usr', 'adaMoreno'),
    permissions: new Set(),
  },
  { kind: 'all' },
);

/** Writes rows as one entry of the log. */
export function commit(world: World, ...puts: readonly Put[]): Promise<void> {
  return write(world, { puts });
}

/** Puts something else in the place of what is stored of a key's secret. */
export function storeSecret(world: World, keyId: string, to: StoredSecret): Promise<void> {
  const from = world.store.credentials.read(keyId)!.key.hash;
  return write(world, { rehash: { keyId, from, to } });
}

async function write(world: World, change: Pick<Entry, 'puts' | 'rehash'>): Promise<void> {
  const at = world.clock.now();
  const event = eventText({
    at,
    requestId: null,
    actor: { type: 'system' },
    client: null,
    target: 'planted',
    outcome: 'allowed',
    status: 200,
    changes: [],
  });
  const committed = await world.store.commit({ event, ...change }, at);
  if (typeof committed === 'string') throw new Error(`What was planted did not take: ${committed}.`);
}
