/* Keys that are real, but of another environment, of another server, or of another row. */
import { type Environment, formatKey } from '@homestar/sdk/internal';
import { afterEach, describe, expect, test } from 'vitest';
import { hashes } from '../../mock-server/src/fixtures/hashes.ts';
import { createDigest, filterOf } from '../../mock-server/src/vault/digest.ts';
import { qaPepper } from '../../mock-server/src/vault/peppers.ts';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';
import { magicProofs } from '../support/cheap-proofs.ts';
import { eventsOf } from '../support/log.ts';
import { commit, everything, plantKey, storeSecret } from '../support/planted.ts';
import { startServer, startStrictServer, type TestServer } from '../support/server.ts';

let server: TestServer & { readonly keys: { readonly admin: string } };
afterEach(() => server.close());

/** The same id and the same 32 bytes, as a key of another environment or id. */
function retagged(secret: string, { environment = 'test' as Environment, id = secret.slice(9, 21) }): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  let number = 0n;
  for (const digit of secret.slice(22, 65)) number = number * 62n + BigInt(digits.indexOf(digit));
  return formatKey(environment, id, Buffer.from(number.toString(16).padStart(64, '0'), 'hex'));
}

async function refusedAsUnknown(key: string): Promise<void> {
  const answer = await server.call('GET', '/v1/whoami', { key });
  expect([answer.status, answer.body.code]).toEqual([401, 'key_unknown']);
  expect(await eventsOf(server.world, answer)).toMatchObject([
    { actor: { type: 'anonymous' }, outcome: 'refused' },
  ]);
}

test('a live key in a test world, though its row would match to the last bit', async () => {
  server = await startServer({ proofs: createProofs() });
  const key = await plantKey(server.world, 'noahWhite');
  const live = retagged(key.secret, { environment: 'live' });
  const digest = createDigest(qaPepper.key);
  const { nativeBcrypt } = await import('../../mock-server/src/vault/bcrypt.ts');
  const hash = await nativeBcrypt.hash(digest.bcryptInput(live), 4);
  await storeSecret(server.world, key.id, { hash, filter: filterOf(digest.mac(live)), pepperVersion: 0 });
  await refusedAsUnknown(live);
});

test('a test key in a live world', async () => {
  server = await startStrictServer({ environment: 'live' });
  expect((await server.call('GET', '/v1/whoami', { key: server.keys.admin })).status).toBe(200);
  await refusedAsUnknown(retagged(server.keys.admin, { environment: 'test' }));
});

test('the secret of one key under the id of another', async () => {
  server = await startServer();
  const one = await plantKey(server.world, 'noahWhite');
  const other = await plantKey(server.world, 'adaMoreno');
  await refusedAsUnknown(retagged(one.secret, { id: other.id.slice('key_'.length) }));
});

describe('a published test key at a server with a database', () => {
  const magic = 'idx_test_000admin0000_00000000000000000000PublicTestKeyNotASecret3MZpfI';

  test('is unknown', async () => {
    server = await startStrictServer();
    await refusedAsUnknown(magic);
  });

  test('is unknown although somebody wrote its row into the database, and its proof is remembered', async () => {
    server = await startStrictServer({ proofs: magicProofs });
    const whoami = await server.call<{ keyId: string }>('GET', '/v1/whoami', { key: server.keys.admin });
    const { key } = server.world.store.tenant.key(everything, whoami.body.keyId)!;
    const row = { ...key, id: 'key_000admin0000', ...hashes.admin, pepperVersion: 0, revision: 1 };
    await commit(server.world, { table: 'keys', row, from: null });
    await refusedAsUnknown(magic);
  });
});
