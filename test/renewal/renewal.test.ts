/*
 * The pepper was rotated, or the work factor raised. Keys that were made before go on as if nothing had happened, and
 * each is stored anew once it is used.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { World } from '../../mock-server/src/host/world.ts';
import { machineClock } from '../../mock-server/src/time/machine-clock.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { nativeBcrypt } from '../../mock-server/src/vault/bcrypt.ts';
import { type BcryptQueue, createBcryptQueue } from '../../mock-server/src/vault/bcrypt-queue.ts';
import { addVersions } from '../../mock-server/src/vault/secrets.ts';
import { cheapBcrypt } from '../support/cheap-proofs.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { logOf } from '../support/log.ts';
import { plantKey } from '../support/planted.ts';
import { startServer, startStrictServer, type TestServer } from '../support/server.ts';
import { startOutdated, watchRenewals } from './outdated.ts';

let server: TestServer;
afterEach(() => server.close());

const whoami = (key: string, at = server) => at.call('GET', '/v1/whoami', { key });
const stored = (world: World, id: string) => world.store.credentials.read(id)!.key;

/** bcrypt that counts how often it compares. */
function countedBcrypt() {
  const counts = { compare: 0 };
  const bcrypt: BcryptQueue = {
    ...cheapBcrypt,
    compare(...asked) {
      counts.compare++;
      return cheapBcrypt.compare(...asked);
    },
  };
  return { bcrypt, counts };
}

describe('a key of an older pepper', () => {
  test('is stored under the newest after its use, once, and its next requests cost no bcrypt', async () => {
    const { bcrypt, counts } = countedBcrypt();
    const outdated = await startOutdated({ bcrypt });
    ({ server } = outdated);
    const { key, other } = outdated;
    const renewals = watchRenewals(server.world.store);
    const before = server.world.store.credentials.read(key.id)!;
    const answers = await Promise.all(Array.from({ length: 20 }, () => whoami(key.secret)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await renewals.reach(1);

    const after = stored(server.world, key.id);
    expect(after.pepperVersion).toBe(2);
    expect(after.hash).not.toBe(before.key.hash);
    expect(after.filter).not.toBe(before.key.filter);
    const compared = counts.compare;
    for (let i = 0; i < 5; i++) expect((await whoami(key.secret)).status).toBe(200);
    expect(counts.compare).toBe(compared);
    expect(renewals.seen).toHaveLength(1);
    // Whoever was not used is left for later.
    expect(stored(server.world, other.id).pepperVersion).toBe(1);
  });

  test('and the log tells of it, as done by the system, without any hash', async () => {
    const outdated = await startOutdated();
    ({ server } = outdated);
    const renewals = watchRenewals(server.world.store);
    await whoami(outdated.key.secret);
    await renewals.reach(1);
    const { hash } = stored(server.world, outdated.key.id);
    const log = await logOf(server.world);
    expect(log.filter(({ target, actor }) => target === outdated.key.id && actor.type === 'system')).toEqual([
      expect.objectContaining({
        outcome: 'allowed',
        brokerageId: expect.stringMatching(/^brk_/),
        changes: [{ target: outdated.key.id, before: { pepperVersion: 1 }, after: { pepperVersion: 2 } }],
      }),
    ]);
    expect(JSON.stringify(log)).not.toContain(hash);
    expect(JSON.stringify(log)).not.toContain('$2b$');
  });

  test('outlives the next rotation and a restart', async () => {
    const outdated = await startOutdated();
    const renewals = watchRenewals(outdated.server.world.store);
    await whoami(outdated.key.secret, outdated.server);
    await renewals.reach(1);
    server = await outdated.server.reopen({ secrets: addVersions(outdated.secrets, systemRandom) });
    const later = watchRenewals(server.world.store);
    expect((await whoami(outdated.key.secret)).status).toBe(200);
    expect((await whoami(outdated.other.secret)).status).toBe(200);
    await later.reach(2);
    expect(stored(server.world, outdated.key.id).pepperVersion).toBe(3);
    expect(stored(server.world, outdated.other.id).pepperVersion).toBe(3);
  });
});

test('a key of a lower work factor is stored with the higher one, and a higher one is never lowered', async () => {
  const bcrypt = createBcryptQueue({ bcrypt: nativeBcrypt, machine: machineClock });
  const first = await startOutdated({ bcrypt, workFactor: 5 });
  const { key } = first;
  const renewals = watchRenewals(first.server.world.store);
  await whoami(key.secret, first.server);
  await renewals.reach(1);
  expect(stored(first.server.world, key.id).hash).toMatch(/^\$2b\$05\$/);
  expect(renewals.seen[0]!.event).toContain(
    '"before":{"pepperVersion":1,"workFactor":4},"after":{"pepperVersion":2,"workFactor":5}',
  );

  const again = await first.server.reopen({ bcrypt, workFactor: 4, secrets: first.secrets });
  server = again;
  const later = watchRenewals(again.world.store);
  await whoami(key.secret);
  await whoami(first.other.secret);
  await later.reach(1);
  expect(later.seen.map(({ keyId }) => keyId)).toEqual([first.other.id]);
  expect(stored(again.world, key.id).hash).toMatch(/^\$2b\$05\$/);
});

describe('is never stored anew', () => {
  test('a key that is refused: revoked, or wrong', async () => {
    const outdated = await startOutdated();
    ({ server } = outdated);
    const { key, other } = outdated;
    const target = `/v1/keys/${key.id}/revoke`;
    await server.call('POST', target, { key: outdated.server.keys.admin, body: { reason: 'other' } });
    const renewals = watchRenewals(server.world.store);
    const before = stored(server.world, key.id).hash;
    expectProblem(await whoami(key.secret), 'key_revoked');
    expectProblem(await whoami(`${key.secret.slice(0, 22)}${other.secret.slice(22)}`), 'key_malformed');
    await whoami(other.secret);
    await renewals.reach(1);
    expect(renewals.seen.map(({ keyId }) => keyId)).not.toContain(key.id);
    expect(stored(server.world, key.id).hash).toBe(before);
  });

  test('a key of the qa profile, whatever its work factor', async () => {
    server = await startServer();
    // Planted keys have the lowest work factor, the qa profile would make keys of 12.
    const { id, secret } = await plantKey(server.world, 'noahWhite');
    const renewals = watchRenewals(server.world.store);
    const before = stored(server.world, id).hash;
    for (let i = 0; i < 3; i++) await whoami(secret);
    await nextTurn();
    expect(stored(server.world, id).hash).toBe(before);
    expect(renewals.seen).toEqual([]);
  });

  test('a key that is up to date', async () => {
    const strict = await startStrictServer();
    server = strict;
    const renewals = watchRenewals(server.world.store);
    for (let i = 0; i < 3; i++) await whoami(strict.keys.admin);
    await nextTurn();
    expect(renewals.seen).toEqual([]);
  });
});
