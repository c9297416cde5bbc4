/* A broker asks about keys that are none of its business, to learn which there are: it learns nothing, by words or by work. */
import { randomBytes } from 'node:crypto';
import { formatKey } from '@homestar/sdk/internal';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';
import { cheapBcrypt } from '../support/cheap-proofs.ts';
import { type PlantedKey, plantKey } from '../support/planted.ts';
import { strangeKey } from '../support/real-keys.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { countStoreCalls } from '../support/store-calls.ts';
import { verify } from './verifying.ts';

let server: QaServer;
let compared = 0;
let broker: PlantedKey;
let foreign: PlantedKey;
beforeEach(async () => {
  server = await startServer({
    proofs: createProofs(),
    bcrypt: {
      compare(input, hash) {
        compared++;
        return cheapBcrypt.compare(input, hash);
      },
      hash: cheapBcrypt.hash,
    },
  });
  broker = await plantKey(server.world, 'elenaRuiz');
  foreign = await plantKey(server.world, 'hannahCol');
  await server.call('GET', '/v1/whoami', { key: broker.secret });
});
afterEach(() => server.close());

const guessOf = ({ id }: PlantedKey) => formatKey('test', id.slice('key_'.length), randomBytes(32));
const unknown = { valid: false, code: 'key_unknown' };

/** The answer, and what was done for it. */
async function workFor(apiKey: string, by = broker.secret) {
  const before = compared;
  const calls = countStoreCalls(server.world.store);
  const { status, text, headers } = await verify(server, by, apiKey, { permission: 'leads:read' });
  calls.stop();
  const told = headers.raw.filter((_, at) => !/^(Request-Id|RateLimit)$/.test(headers.raw[at - (at % 2)]!));
  return { status, text, told, calls: calls.take(), compared: compared - before };
}

test('a key of another brokerage is answered as one that was never issued, with the same work, its secret right or wrong', async () => {
  const never = await workFor(strangeKey());
  expect(JSON.parse(never.text)).toEqual(unknown);
  expect(never.compared).toBe(0);
  expect(await workFor(foreign.secret)).toEqual(never);
  expect(await workFor(guessOf(foreign))).toEqual(never);
  // Also once the key is known to work, and after it is of no use any more.
  await server.call('GET', '/v1/whoami', { key: foreign.secret });
  expect(await workFor(foreign.secret)).toEqual(never);
  const revoked = await plantKey(server.world, 'hannahCol', {
    key: { revokedAt: 1, revocationReason: 'other' },
  });
  expect(await workFor(revoked.secret)).toEqual(never);
});

test('so are the platform’s keys, and keys of the other environment', async () => {
  const never = await workFor(strangeKey());
  const platform = await plantKey(server.world, 'samOkafor');
  expect(await workFor(platform.secret)).toEqual(never);
  const parts = broker.secret.split('_');
  const live = formatKey('live', parts[2]!, randomBytes(32));
  expect(await workFor(live)).toEqual(never);
});

test('the state of an own key is not told to who only knows its id', async () => {
  const never = await workFor(strangeKey());
  for (const facts of [{}, { lineage: { suspendedAt: 1 } }, { key: { revokedAt: 1 } }]) {
    const key = await plantKey(server.world, 'noahWhite', facts);
    expect(await workFor(guessOf(key))).toEqual(never);
  }
});

test('an own key costs one bcrypt, and none when it was proven before', async () => {
  const key = await plantKey(server.world, 'noahWhite');
  expect((await workFor(key.secret)).compared).toBe(1);
  expect((await workFor(key.secret)).compared).toBe(0);
});

test('asking uses and charges a foreign key nothing', async () => {
  await verify(server, broker.secret, foreign.secret, { cost: 500 });
  const limits = await server.call<{ limits: { remaining: number; policy: string }[] }>(
    'GET',
    `/v1/keys/${foreign.id}/usage`,
    { key: server.keys.admin },
  );
  expect(limits.body.limits).toMatchObject([{ policy: 'lineage', remaining: 600 }]);
  const shown = await server.call('GET', `/v1/keys/${foreign.id}`, { key: server.keys.admin });
  expect(shown.body).toMatchObject({ firstUsedAt: null });
});

test('a guess at where the key stands: another brokerage’s id is denied as one that there is not', async () => {
  const key = await plantKey(server.world, 'noahWhite');
  const asked = [foreign.lineage.brokerageId!, 'brk_000000000000'].map((brokerageId) =>
    verify(server, broker.secret, key.secret, { brokerageId }),
  );
  const told = (await Promise.all(asked)).map(({ body: { rateLimits: _, ...body } }) => body);
  expect(told[0]).toEqual(told[1]);
  expect(told[0]!.code).toBe('permission_denied');
});
