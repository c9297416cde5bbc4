/*
 * Somebody who knows a key's public part, but not its secret, asks what has become of the key: by the answer, by the
 * work that it causes, by what it leaves in the key's record.
 */
import { formatKey } from '@homestar/sdk/internal';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';
import { cheapBcrypt } from '../support/cheap-proofs.ts';
import { eventsOf } from '../support/log.ts';
import { closeBrokerage, deactivateUser, everything, plantKey } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { countStoreCalls } from '../support/store-calls.ts';

let compared: number;
let server: QaServer;
beforeEach(async () => {
  compared = 0;
  server = await startServer({
    proofs: createProofs(),
    bcrypt: {
      ...cheapBcrypt,
      compare(input, hash) {
        compared++;
        return cheapBcrypt.compare(input, hash);
      },
    },
  });
});
afterEach(() => server.close());

const guess = (id: string) => formatKey('test', id.slice('key_'.length), Buffer.alloc(32, 7));

interface Asked {
  readonly answer: unknown;
  readonly bcrypt: number;
  readonly store: readonly string[];
}

/** All that can be told from outside, and all the work behind it. */
async function ask(secret: string): Promise<Asked> {
  const counted = countStoreCalls(server.world.store);
  const bcryptBefore = compared;
  const { status, headers, body } = await server.call('GET', '/v1/whoami', { key: secret });
  const store = counted.take();
  counted.stop();
  const told = headers.raw.filter((_, i, raw) => raw[i - (i % 2)] !== 'Request-Id');
  return {
    answer: { status, told, body: { ...body, requestId: '' } },
    bcrypt: compared - bcryptBefore,
    store,
  };
}

test('whatever the state, a wrong secret is answered as an unknown id, and costs the same', async () => {
  const { world } = server;
  const states = {
    active: await plantKey(world, 'noahWhite'),
    revoked: await plantKey(world, 'noahWhite', { key: { revokedAt: 1, revocationReason: 'other' } }),
    expired: await plantKey(world, 'noahWhite', { lineage: { expiresAt: 1 } }),
    suspended: await plantKey(world, 'noahWhite', { lineage: { suspendedAt: 1 } }),
    rejected: await plantKey(world, 'noahWhite', { lineage: { rejectedAt: 1 } }),
    awaiting: await plantKey(world, 'noahWhite', { lineage: { approvedAt: null } }),
    retired: await plantKey(world, 'noahWhite', { key: { graceEndsAt: 1 } }),
    notYetValid: await plantKey(world, 'noahWhite', { lineage: { notBefore: 1e13 } }),
    ownerless: await plantKey(world, 'hannahCol'),
    closed: await plantKey(world, 'tomasVega'),
  };
  await deactivateUser(world, fixtureId('usr', 'hannahCol'));
  await closeBrokerage(world, fixtureId('brk', 'frontRange'));

  const unknown = await ask(guess('key_999999999999'));
  expect(unknown).toMatchObject({ answer: { status: 401, body: { code: 'key_unknown' } }, bcrypt: 0 });
  for (const { id } of Object.values(states)) expect(await ask(guess(id))).toEqual(unknown);
  // The states differ once the secret is proven.
  const codes = [];
  for (const { secret } of Object.values(states)) {
    const { body } = await server.call('GET', '/v1/whoami', { key: secret });
    codes.push(body.code);
  }
  expect(codes).toEqual([
    undefined,
    'key_revoked',
    'key_expired',
    'key_suspended',
    'key_rejected',
    'key_awaiting_approval',
    'key_retired',
    'key_not_yet_valid',
    'owner_deactivated',
    'brokerage_closed',
  ]);
});

test('the same secret costs one bcrypt once it is the right one, and none when it was proven before', async () => {
  const { secret } = await plantKey(server.world, 'noahWhite', { key: { firstUsedAt: 1 } });
  expect((await ask(secret)).bcrypt).toBe(1);
  expect((await ask(secret)).bcrypt).toBe(0);
});

test('a wrong secret is no use of the key whose id it names', async () => {
  const key = await plantKey(server.world, 'noahWhite');
  const answer = await server.call('GET', '/v1/whoami', { key: guess(key.id) });
  expect(answer.headers.get('Api-Key-Lineage')).toBeUndefined();

  const shown = await server.call('GET', `/v1/keys/${key.id}`, { key: server.keys.broker });
  expect(shown.body).toMatchObject({ firstUsedAt: null, lastUsedAt: null });
  const [event] = await eventsOf(server.world, answer);
  expect(event).toMatchObject({
    actor: { type: 'anonymous', claimedKeyId: key.id },
    check: { name: 'key_filter' },
  });
  const ofKey = { keyId: key.id, order: 'asc' } as const;
  expect((await server.world.store.log.events(everything, ofKey, { limit: 9, after: null })).rows).toEqual(
    [],
  );
});
