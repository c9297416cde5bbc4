import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { days, hours, iso, type KeyCalls, keyCalls } from '../support/key-calls.ts';
import { logOf } from '../support/log.ts';
import { amend, type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
let keys: KeyCalls;
let key: PlantedKey;
beforeEach(async () => {
  server = await startServer();
  keys = keyCalls(server);
  key = await plantKey(server.world, 'noahWhite');
});
afterEach(() => server.close());

const plan = (graceSeconds: number, more: object = {}, id = key.id) =>
  keys.revoke(server.keys.broker, id, { reason: 'superseded', graceSeconds, ...more });
const revocations = async () =>
  (await logOf(server.world)).filter(({ notice }) => notice?.kind === 'key.revoked');
const due = startOfTime + 600_000;

test('the key is retiring, works until its time, and is revoked then, by the clock', async () => {
  const receipt = await plan(600, { note: 'The feed moves.' });
  expect(receipt.body).toMatchObject({ keyId: key.id, effectiveAt: iso(due), otherUsableKeys: [] });
  expect(await keys.show(key.id)).toMatchObject({
    status: 'retiring',
    graceEndsAt: iso(due),
    revokedAt: null,
    revocation: { reason: 'superseded', note: 'The feed moves.', byKeyId: fixtureId('key', 'broker') },
  });
  expect(await server.clock.advance(599_999)).toEqual([]);
  expect(await keys.codeOf(key.secret)).toBeUndefined();

  expect(await server.clock.advance(5000)).toEqual([{ at: due, kind: 'key.revoked', target: key.id }]);
  expect(await keys.codeOf(key.secret)).toBe('key_revoked');
  expect(await keys.show(key.id)).toMatchObject({ status: 'revoked', revokedAt: iso(due) });
  expect(await revocations()).toMatchObject([
    {
      at: iso(due),
      actor: { type: 'system' },
      target: key.id,
      brokerageId: key.lineage.brokerageId,
      changes: [{ target: key.id, before: { status: 'retiring' }, after: { status: 'revoked' } }],
      notice: { userId: key.lineage.ownerUserId },
    },
  ]);
});

test('at its time the key is refused, also before the revocation is carried out', async () => {
  await plan(600);
  server.world.clock.moveTo(due);
  expect(await keys.codeOf(key.secret)).toBe('key_retired');
});

test('revoked by somebody between its time and the clock’s coming round: that stands', async () => {
  await plan(600);
  server.world.clock.moveTo(due + 500);
  await keys.revoke(server.keys.admin, key.id, { reason: 'keyCompromise' });
  await server.clock.advance(500);
  expect(await keys.show(key.id)).toMatchObject({
    revokedAt: iso(due + 500),
    revocation: { reason: 'keyCompromise', byKeyId: fixtureId('key', 'admin') },
  });
});

describe('graceSeconds', () => {
  test('with keyCompromise: 422, and nothing happens', async () => {
    const answer = await plan(1, { reason: 'keyCompromise' });
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: '/body/graceSeconds' }]]);
    expect(await keys.statusOf(key.id)).toBe('active');
  });

  test('0 is at once, with any reason', async () => {
    expect((await plan(0, { reason: 'keyCompromise' })).body.effectiveAt).toBe(iso(startOfTime));
    expect(await keys.codeOf(key.secret)).toBe('key_revoked');
  });

  test('never outlives the lineage', async () => {
    await amend(server.world, key, { expiresAt: startOfTime + 60_000 });
    expect((await plan(600)).body.effectiveAt).toBe(iso(startOfTime + 60_000));
    await server.clock.advance(60_000);
    expect(await keys.statusOf(key.id)).toBe('revoked');
  });

  test('never extends a grace that runs, nor one that was planned; a shorter one takes its place', async () => {
    const next = (await keys.rotate(server.keys.broker, key.id, { graceSeconds: 600 })).body;
    await keys.whoami(next.secret);
    expect((await plan(3600)).body.effectiveAt).toBe(iso(due));
    expect((await plan(7200)).body.effectiveAt).toBe(iso(due));
    expect((await plan(60)).body.effectiveAt).toBe(iso(startOfTime + 60_000));
    await server.clock.advance(hours(3));
    expect(await revocations()).toMatchObject([{ at: iso(startOfTime + 60_000) }]);
  });

  test.each([
    ['expired', { expiresAt: startOfTime }],
    ['rejected', { rejectedAt: 1 }],
  ])('of a key that is %s: it ends at once, since it is not accepted any more', async (_, lineage) => {
    await amend(server.world, key, lineage);
    expect((await plan(600)).body.effectiveAt).toBe(iso(startOfTime));
    expect(await keys.statusOf(key.id)).toBe('revoked');
  });

  test('a key that is suspended meanwhile ends all the same', async () => {
    await plan(600);
    await keys.suspend(server.keys.broker, key.id);
    await server.clock.advance(600_000);
    expect(await keys.statusOf(key.id)).toBe('revoked');
    expect((await keys.resume(server.keys.broker, key.id)).body.code).toBe('key_already_revoked');
  });
});

test('planned and then at once: the second stands, and the clock brings nothing more', async () => {
  await plan(600);
  const receipt = await keys.revoke(server.keys.admin, key.id, { reason: 'keyCompromise' });
  expect(receipt.body).toMatchObject({ effectiveAt: iso(startOfTime), reason: 'keyCompromise' });
  expect(await keys.codeOf(key.secret)).toBe('key_revoked');
  const fired = await server.clock.advance(days(1));
  expect(fired.filter(({ target }) => target === key.id)).toEqual([]);
});

describe('of a lineage', () => {
  test('with the scope lineage, both keys end at the time', async () => {
    const next = (await keys.rotate(server.keys.broker, key.id)).body;
    const receipt = await plan(600, { scope: 'lineage' });
    expect(receipt.body.otherUsableKeys).toEqual([]);
    await keys.whoami(next.secret);
    expect([await keys.statusOf(key.id), await keys.statusOf(next.key.id)]).toEqual(['retiring', 'retiring']);
    await server.clock.advance(600_000);
    expect([await keys.codeOf(key.secret), await keys.codeOf(next.secret)]).toEqual([
      'key_revoked',
      'key_revoked',
    ]);
  });

  test('at once with the scope lineage: both keys end, one event shows both', async () => {
    const next = (await keys.rotate(server.keys.broker, key.id)).body;
    await keys.revoke(server.keys.broker, next.key.id, { reason: 'affiliationChanged', scope: 'lineage' });
    expect([await keys.codeOf(key.secret), await keys.codeOf(next.secret)]).toEqual([
      'key_revoked',
      'key_revoked',
    ]);
  });
});

describe('a pending successor', () => {
  test.each([
    ['is revoked', 0],
    ['is to be revoked', 600],
  ])(
    '%s: its predecessor has none any more, and can be rotated once that one has ended',
    async (_, graceSeconds) => {
      const next = (await keys.rotate(server.keys.broker, key.id)).body;
      const receipt = await plan(graceSeconds, {}, next.key.id);
      expect(receipt.body.otherUsableKeys).toEqual([key.id]);
      expect(await keys.show(key.id)).toMatchObject({ status: 'active', successorId: null });
      await server.clock.advance(graceSeconds * 1000);
      expect((await keys.rotate(key.secret, key.id)).status).toBe(201);
    },
  );

  test('is to be revoked, and used before: that retires nobody, or both would be gone', async () => {
    const next = (await keys.rotate(server.keys.broker, key.id)).body;
    await plan(600, {}, next.key.id);
    expect((await keys.whoami(next.secret)).status).toBe(200);
    await server.clock.advance(days(2));
    expect([await keys.codeOf(key.secret), await keys.codeOf(next.secret)]).toEqual([
      undefined,
      'key_revoked',
    ]);
  });
});

test('a successor outlives its predecessor’s planned end', async () => {
  const next = (await keys.rotate(server.keys.broker, key.id)).body;
  expect((await plan(600)).body.otherUsableKeys).toEqual([next.key.id]);
  await server.clock.advance(600_000);
  expect([await keys.codeOf(key.secret), await keys.codeOf(next.secret)]).toEqual(['key_revoked', undefined]);
});
