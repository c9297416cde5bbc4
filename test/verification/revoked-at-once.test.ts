/*
 * A key that worked a moment ago is deleted, or its owner, or its brokerage, and something that was remembered keeps it
 * alive. With proofs remembered as with bcrypt on every request, the next request is refused.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';
import { cheapBcrypt } from '../support/cheap-proofs.ts';
import { deactivateUser, everything, type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { endings } from './endings.ts';

describe.each([
  ['remembered', true, 1],
  ['off', false, 3],
] as const)('with proofs %s', (_, remember, comparisons) => {
  let compared: number;
  let server: QaServer;
  let key: PlantedKey;
  beforeEach(async () => {
    compared = 0;
    server = await startServer({
      proofs: createProofs({ remember }),
      bcrypt: {
        ...cheapBcrypt,
        compare(input, hash) {
          compared++;
          return cheapBcrypt.compare(input, hash);
        },
      },
    });
    key = await plantKey(server.world, 'noahWhite');
    await whoami();
    expect((await whoami()).status).toBe(200);
  });
  afterEach(() => server.close());
  const whoami = () => server.call('GET', '/v1/whoami', { key: key.secret });

  test('revoked over the API', async () => {
    const admin = await plantKey(server.world, 'adaMoreno');
    const sent = { key: admin.secret, body: { reason: 'keyCompromise' } };
    await server.call('POST', `/v1/keys/${key.id}/revoke`, sent);
    expect((await whoami()).body.code).toBe('key_revoked');
    // And the administrator's own proof.
    expect(compared).toBe(comparisons + 1);
  });

  test.each(endings)(
    '%s in the database, by somebody else: acts on the next request',
    async (_name, status, code, happen) => {
      const before = server.world.store.tenant.key(everything, key.id)!.key;
      await happen(server, key);
      const answer = await whoami();
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      // The key's own row says nothing of it.
      expect(server.world.store.tenant.key(everything, key.id)!.key).toEqual(before);
    },
  );

  test('the owner’s other keys end with the owner, and a colleague’s do not', async () => {
    const other = await plantKey(server.world, 'noahWhite');
    const colleague = await plantKey(server.world, 'priyaRama');
    await deactivateUser(server.world, fixtureId('usr', 'noahWhite'));
    const ask = async ({ secret }: PlantedKey) =>
      (await server.call('GET', '/v1/whoami', { key: secret })).body.code;
    expect([await ask(other), await ask(colleague)]).toEqual(['owner_deactivated', undefined]);
  });
});
