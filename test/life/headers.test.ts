/* What the answers to a key tell it of its end and of its successor. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { days, hours, type KeyCalls, keyCalls } from '../support/key-calls.ts';
import { type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
let keys: KeyCalls;
beforeEach(async () => {
  server = await startServer();
  keys = keyCalls(server);
});
afterEach(() => server.close());

type Facts = Parameters<typeof plantKey>[2];
const plant = (facts: Facts = {}) => plantKey(server.world, 'noahWhite', facts);
const whoami = async ({ secret }: { readonly secret: string }) => told(await keys.whoami(secret));
/** `Api-Key-Expires` in milliseconds since now, and `Api-Key-Successor`. */
function told({ headers }: { headers: { get(name: string): string | undefined } }) {
  const expires = headers.get('Api-Key-Expires');
  const seconds = expires && Number(/^@(\d+)$/.exec(expires)![1]);
  return [expires && (seconds as number) * 1000 - startOfTime, headers.get('Api-Key-Successor')];
}
const soon = startOfTime + hours(5);

describe('Api-Key-Expires', () => {
  test.each<[string, Facts, number | undefined]>([
    ['a key without an end', {}, undefined],
    ['an end that is far', { lineage: { expiresAt: startOfTime + days(14) + 1 } }, undefined],
    ['an end within 14 days', { lineage: { expiresAt: startOfTime + days(14) } }, days(14)],
    ['a retiring key, as its grace ends', { key: { graceEndsAt: soon } }, hours(5)],
    ['grace that ends later than 14 days', { key: { graceEndsAt: startOfTime + days(20) } }, days(20)],
    [
      'grace before the end',
      { key: { graceEndsAt: soon }, lineage: { expiresAt: soon + hours(1) } },
      hours(5),
    ],
    [
      'the end before grace',
      { key: { graceEndsAt: soon + hours(1) }, lineage: { expiresAt: soon } },
      hours(5),
    ],
    [
      'grace before an end that is far',
      { key: { graceEndsAt: soon }, lineage: { expiresAt: startOfTime + days(99) } },
      hours(5),
    ],
    ['a planned revocation', { key: { graceEndsAt: soon, revocationReason: 'other' } }, hours(5)],
    ['half a second: told as the whole one before', { key: { graceEndsAt: soon + 500 } }, hours(5)],
  ])('%s', async (_, facts, expires) => {
    expect(await whoami(await plant(facts))).toEqual([expires, undefined]);
  });

  test('comes as soon as the end is near, and follows it when it is moved', async () => {
    const key = await plant({ lineage: { expiresAt: startOfTime + days(15) } });
    expect(await whoami(key)).toEqual([undefined, undefined]);
    await server.clock.advance(days(1));
    expect(await whoami(key)).toEqual([days(15), undefined]);
    await keys.update(server.keys.broker, key.id, {
      expiresAt: new Date(startOfTime + days(10)).toISOString(),
    });
    expect(await whoami(key)).toEqual([days(10), undefined]);
    await keys.update(server.keys.broker, key.id, { expiresAt: null });
    expect(await whoami(key)).toEqual([undefined, undefined]);
  });
});

describe('Api-Key-Successor', () => {
  let old: PlantedKey;
  beforeEach(async () => {
    old = await plant();
  });

  test('names the successor to the old key alone, until the successor is used', async () => {
    const { key, secret } = (await keys.rotate(server.keys.broker, old.id)).body;
    expect(await whoami(old)).toEqual([undefined, key.id]);
    expect(await whoami({ secret: server.keys.broker })).toEqual([undefined, undefined]);
    expect(await whoami({ secret })).toEqual([undefined, undefined]);
    expect(await whoami(old)).toEqual([days(1), undefined]);
  });

  test('is gone where the rotation is taken back', async () => {
    await keys.rotate(server.keys.broker, old.id);
    await keys.cancel(server.keys.broker, old.id);
    expect(await whoami(old)).toEqual([undefined, undefined]);
  });

  test('goes with Api-Key-Expires where the old key is to be revoked before that', async () => {
    const { key } = (await keys.rotate(server.keys.broker, old.id)).body;
    await keys.revoke(server.keys.broker, old.id, { reason: 'superseded', graceSeconds: 3600 });
    expect(await whoami(old)).toEqual([hours(1), key.id]);
  });

  test('stays where the successor is first used after the revocation of the old key was planned', async () => {
    const { key, secret } = (await keys.rotate(server.keys.broker, old.id)).body;
    await keys.revoke(server.keys.broker, old.id, { reason: 'superseded', graceSeconds: 3600 });
    await whoami({ secret });
    expect(await whoami(old)).toEqual([hours(1), key.id]);
  });

  test('comes back where the old key, its successor in use, is to be revoked before its grace ends', async () => {
    const { key, secret } = (await keys.rotate(server.keys.broker, old.id)).body;
    await whoami({ secret });
    expect(await whoami(old)).toEqual([days(1), undefined]);
    await keys.revoke(server.keys.broker, old.id, { reason: 'superseded', graceSeconds: 3600 });
    expect(await whoami(old)).toEqual([hours(1), key.id]);
  });
});

describe('stand on refusals of a key that is accepted as well', () => {
  let key: PlantedKey;
  beforeEach(async () => {
    key = await plant({ key: { graceEndsAt: soon }, lineage: { limits: '{"lineage":1}' } });
  });

  test('403', async () => {
    const answer = await server.call('GET', '/v1/users', { key: key.secret });
    expect([answer.status, told(answer)]).toEqual([403, [hours(5), undefined]]);
  });

  test('404 and 422', async () => {
    const other = await plant({ key: { graceEndsAt: soon } });
    const missing = await server.call('GET', '/v1/keys/key_999999999999', { key: other.secret });
    const invalid = await server.call('GET', '/v1/properties?limit=0', { key: other.secret });
    expect([missing, invalid].map((answer) => [answer.status, told(answer)[0]])).toEqual([
      [404, hours(5)],
      [422, hours(5)],
    ]);
  });

  test('429, the successor too', async () => {
    const old = await plant({ lineage: { limits: '{"lineage":1}' } });
    const { key: successor } = (await keys.rotate(server.keys.broker, old.id)).body;
    await whoami(old);
    const answer = await keys.whoami(old.secret);
    expect([answer.status, told(answer)]).toEqual([429, [undefined, successor.id]]);
  });
});

describe('do not stand', () => {
  test.each<[string, Facts]>([
    ['key_retired', { key: { graceEndsAt: startOfTime, successorId: fixtureId('key', 'agent') } }],
    ['key_expired', { lineage: { expiresAt: startOfTime } }],
    ['key_suspended', { key: { graceEndsAt: soon }, lineage: { suspendedAt: 1 } }],
    ['key_not_yet_valid', { lineage: { notBefore: startOfTime + 1, expiresAt: soon } }],
    ['key_revoked', { key: { graceEndsAt: soon, revokedAt: 1, revocationReason: 'other' } }],
  ])('on %s, which says it all', async (code, facts) => {
    const { id, secret, lineage } = await plant(facts);
    const answer = await keys.whoami(secret);
    expect([id, answer.body.code, told(answer)]).toEqual([id, code, [undefined, undefined]]);
    expect(answer.headers.get('Api-Key-Lineage')).toBe(lineage.id);
  });

  test('on the answers to a key that is not proven: not even its lineage is named', async () => {
    const { secret } = await plant({ key: { graceEndsAt: soon } });
    for (const answer of [
      await keys.whoami(`${secret.slice(0, -1)}x`),
      await keys.whoami(server.keys.wrongSecret),
    ]) {
      expect(answer.status).toBe(401);
      expect(answer.headers.raw.filter((name) => /^api-key-/i.test(name))).toEqual([]);
    }
  });
});
