/*
 * A key is stored anew while something else happens to it: it is revoked, it is used, another instance does the same.
 * Whatever comes first, nobody who holds the key is refused for it, and a revoked key is not touched.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KeyRow } from '../../mock-server/src/store/rows.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import type { BcryptQueue } from '../../mock-server/src/vault/bcrypt-queue.ts';
import { createPeppers } from '../../mock-server/src/vault/peppers.ts';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';
import { createKeyVault } from '../../mock-server/src/vault/vault.ts';
import { cheapBcrypt } from '../support/cheap-proofs.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { eventsOf, logOf } from '../support/log.ts';
import { storeSecret } from '../support/planted.ts';
import { createGate, type Gate } from '../verification/gate.ts';
import { upload } from '../verification/held.ts';
import { type Outdated, startOutdated, watchRenewals } from './outdated.ts';

let outdated: Outdated;
let computing: Gate;
let writing: Gate;
let renewals: ReturnType<typeof watchRenewals>;

/** Renewals are held twice: before they are computed, and before they are written. */
beforeEach(async () => {
  computing = createGate();
  writing = createGate();
  const bcrypt: BcryptQueue = {
    ...cheapBcrypt,
    async hash(input, cost, when) {
      if (when === 'idle') await computing.pass();
      return cheapBcrypt.hash(input, cost, when);
    },
  };
  outdated = await startOutdated({ bcrypt });
  renewals = watchRenewals(outdated.server.world.store, () => writing.pass());
}, 30_000);
afterEach(() => outdated.server.close());

const whoami = () => outdated.server.call('GET', '/v1/whoami', { key: outdated.key.secret });
const stored = (): KeyRow => outdated.server.world.store.credentials.read(outdated.key.id)!.key;
const revoke = () =>
  outdated.server.call('POST', `/v1/keys/${outdated.key.id}/revoke`, {
    key: outdated.server.keys.admin,
    body: { reason: 'keyCompromise' },
  });

/** What another instance, with the same secrets, makes of a key. */
function elsewhere({ id, secret } = outdated.key) {
  const vault = createKeyVault({
    peppers: createPeppers(outdated.secrets.peppers),
    proofs: createProofs(),
    bcrypt: cheapBcrypt,
    random: systemRandom,
    environment: 'test',
    tag: '000',
    workFactor: 4,
  });
  const { key } = outdated.server.world.store.credentials.read(id)!;
  return vault.renew(vault.renewalOf(secret, key)!);
}

/** The events that tell of the key being stored anew. */
async function told() {
  const log = await logOf(outdated.server.world);
  return log.filter(({ actor, target }) => actor.type === 'system' && target === outdated.key.id);
}

describe('revoked', () => {
  test.each([
    ['before the new hash is computed', () => computing, () => writing],
    ['before the new hash is written', () => writing, () => computing],
  ])('%s: the key stays as it was, and nothing is told of it', async (_, held, open) => {
    open().open();
    await whoami();
    await held().held();
    const before = stored();
    expect((await revoke()).status).toBe(200);
    held().open();
    // The admin key, which revoked it, is outdated too.
    await renewals.reach(2);
    expect(renewals.seen[0]).toMatchObject({ keyId: outdated.key.id, committed: 'conflict' });
    expect(stored()).toMatchObject({ hash: before.hash, pepperVersion: 1, revokedAt: expect.any(Number) });
    expect(await told()).toEqual([]);
    expectProblem(await whoami(), 'key_revoked');
  });
});

describe('used', () => {
  beforeEach(() => computing.open());

  test('by fifty requests while it is written: all are answered', async () => {
    await whoami();
    await writing.held();
    const early = Array.from({ length: 25 }, whoami);
    writing.open();
    const late = Array.from({ length: 25 }, whoami);
    const statuses = (await Promise.all([...early, ...late])).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    await renewals.reach(1);
    expect(stored().pepperVersion).toBe(2);
    expect(await told()).toHaveLength(1);
  });

  test('by a request that has read the old hash and commits after: it is answered, and changes what it was to change', async () => {
    writing.open();
    const { server, key } = outdated;
    const body = { role: 'agent', name: 'Nina Park', email: 'nina@l.example' };
    const request = upload(server, 'POST', '/v1/users', { key: key.secret, body });
    await request.begun;
    await whoami();
    await renewals.reach(1);
    expect((await request.finish()).status).toBe(201);
    expect(stored().pepperVersion).toBe(2);
  });

  test('for the first time by a request that has read the old hash: the use is kept, and so is the new hash', async () => {
    writing.open();
    const { server, other } = outdated;
    const body = { role: 'agent', name: 'Nina Park', email: 'nina@l.example' };
    const request = upload(server, 'POST', '/v1/users', { key: other.secret, body });
    await request.begun;
    const { revision } = server.world.store.credentials.read(other.id)!;
    await storeSecret(server.world, other.id, await elsewhere(other));
    expect((await request.finish()).status).toBe(201);
    const after = server.world.store.credentials.read(other.id)!;
    expect(after.key).toMatchObject({ pepperVersion: 2, firstUsedAt: expect.any(Number) });
    expect(after.revision).toBe(revision + 1);
  });
});

describe('by another instance over the same store', () => {
  test('first: the second writes nothing, and the key works', async () => {
    computing.open();
    await whoami();
    await writing.held();
    const other = await elsewhere();
    await storeSecret(outdated.server.world, outdated.key.id, other);
    expect((await whoami()).status).toBe(200);
    writing.open();
    await renewals.reach(1);
    expect(renewals.seen).toMatchObject([{ keyId: outdated.key.id, committed: 'conflict' }]);
    expect(stored()).toMatchObject(other);
    expect((await whoami()).status).toBe(200);
    expect(await told()).toEqual([]);
  });

  test('under a pepper that this one was not given: a fault, told to the operator, and never "unknown key"', async () => {
    const { server, key } = outdated;
    await storeSecret(server.world, key.id, { ...(await elsewhere()), pepperVersion: 3 });
    const answer = await whoami();
    expectProblem(answer, 'internal_error');
    expect(answer.headers.get('www-authenticate')).toBeUndefined();
    expect(await eventsOf(server.world, answer)).toMatchObject([{ outcome: 'failed', status: 500 }]);
    expect(server.faults.splice(0)).toMatchObject([
      { name: 'UnknownPepper', message: expect.stringContaining('pepper version 3') },
    ]);
  });
});

test('the server stops meanwhile: nothing breaks, and the key is stored anew after a later use', async () => {
  await whoami();
  await computing.held();
  const closed = outdated.server.reopen({ secrets: outdated.secrets });
  const server = await closed;
  computing.open();
  writing.open();
  const later = watchRenewals(server.world.store);
  expect((await server.call('GET', '/v1/whoami', { key: outdated.key.secret })).status).toBe(200);
  await later.reach(1);
  expect(later.seen).toMatchObject([{ committed: { sequence: expect.any(Number) } }]);
  expect(renewals.seen).toEqual([]);
  outdated = { ...outdated, server };
});
