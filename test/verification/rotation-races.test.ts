/*
 * Something happens to a key while its successor is being made, which takes as long as a hash, or between a decision and
 * its commit: one of the two wins, the other is told so, and the log has both.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { days, iso, type KeyCalls, keyCalls } from '../support/key-calls.ts';
import { eventsOf, logOf } from '../support/log.ts';
import { amend, everything, type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';
import { createGate, type Gate } from './gate.ts';
import { beforeSlowCommit, hashingBehind, slow } from './held.ts';

let gate: Gate;
let server: QaServer;
let keys: KeyCalls;
let key: PlantedKey;
beforeEach(async () => {
  gate = createGate();
  server = await startServer({ bcrypt: hashingBehind(gate) });
  keys = keyCalls(server);
  key = await plantKey(server.world, 'noahWhite');
});
afterEach(() => server.close());

const inLineage = () => server.world.store.tenant.lineageKeys(everything, key.lineage.id);

async function expectRefused(answer: Awaited<ReturnType<KeyCalls['rotate']>>, status: number, code: string) {
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.text).not.toContain('idx_test_');
  expect(await eventsOf(server.world, answer)).toMatchObject([{ outcome: 'refused', code, changes: [] }]);
}

describe('while the successor’s secret is hashed', () => {
  test('another rotation of the key: one successor is made', async () => {
    const both = [keys.rotate(key.secret, key.id), keys.rotate(server.keys.broker, key.id)];
    await gate.held(2);
    gate.open();
    const answers = await Promise.all(both);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const won = answers.find(({ status }) => status === 201)!;
    const lost = answers.find(({ status }) => status === 409)!;
    await expectRefused(lost, 409, 'rotation_in_progress');
    expect(lost.body.keyId).toBe(won.body.key.id);
    expect(
      inLineage()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([key.id, won.body.key.id].sort());
    expect(await keys.show(key.id)).toMatchObject({ successorId: won.body.key.id });
    expect(await eventsOf(server.world, won)).toMatchObject([{ outcome: 'allowed' }]);
  });

  test.each([
    [
      'it is revoked',
      () => keys.revoke(server.keys.admin, key.id, { reason: 'keyCompromise' }),
      401,
      'key_revoked',
      409,
      'key_already_revoked',
    ],
    [
      'it is suspended',
      () => keys.suspend(server.keys.admin, key.id),
      401,
      'key_suspended',
      409,
      'key_status_conflict',
    ],
    [
      'its end is planned',
      () => keys.revoke(server.keys.admin, key.id, { reason: 'other', graceSeconds: 60 }),
      409,
      'key_status_conflict',
      409,
      'key_status_conflict',
    ],
    [
      'it expires',
      () => amend(server.world, key, { expiresAt: startOfTime }),
      401,
      'key_expired',
      409,
      'key_status_conflict',
    ],
  ] as const)('%s: no successor is made', async (_, happen, status, code, statusForOthers, codeForOthers) => {
    const byItself = keys.rotate(key.secret, key.id);
    const byBroker = keys.rotate(server.keys.broker, key.id);
    await gate.held(2);
    await happen();
    gate.open();
    await expectRefused(await byItself, status, code);
    await expectRefused(await byBroker, statusForOthers, codeForOthers);
    expect(inLineage()).toHaveLength(1);
    const log = await logOf(server.world);
    expect(log.filter(({ actor, outcome }) => actor.keyId === key.id && outcome === 'allowed')).toEqual([]);
  });

  test('the rotating key is revoked: the key that it was to rotate has no successor', async () => {
    const broker = await plantKey(server.world, 'elenaRuiz');
    const rotation = keys.rotate(broker.secret, key.id);
    await gate.held();
    await keys.revoke(server.keys.admin, broker.id, { reason: 'keyCompromise' });
    gate.open();
    await expectRefused(await rotation, 401, 'key_revoked');
    expect(inLineage()).toHaveLength(1);
  });

  test('time passes: the successor is made, created when its secret was', async () => {
    const rotation = keys.rotate(server.keys.broker, key.id);
    await gate.held();
    await server.clock.advance(5000);
    gate.open();
    expect((await rotation).body.key.createdAt).toBe(iso(startOfTime + 5000));
  });
});

describe('between a decision and its commit', () => {
  beforeEach(() => gate.open());

  function overtakenBy(happen: () => Promise<unknown>, times = 1): void {
    let left = times;
    beforeSlowCommit(server.world.store, async () => {
      if (left-- > 0) await happen();
    });
  }
  const rotate = () => keys.rotate(server.keys.broker, key.id, {}, { headers: slow });

  test.each([
    ['revoked', () => keys.revoke(server.keys.admin, key.id, { reason: 'other' }), 'key_already_revoked'],
    ['suspended', () => keys.suspend(server.keys.admin, key.id), 'key_status_conflict'],
    ['rotated', () => keys.rotate(server.keys.admin, key.id), 'rotation_in_progress'],
  ] as const)('of a rotation, the key is %s', async (_, happen, code) => {
    overtakenBy(happen);
    await expectRefused(await rotate(), 409, code);
  });

  test('of a rotation, the lineage’s end is moved: the successor’s schedule has the new one', async () => {
    overtakenBy(() =>
      server.call('PATCH', `/v1/keys/${key.id}`, {
        key: server.keys.admin,
        headers: ['If-Match', '*'],
        body: { expiresAt: iso(startOfTime + days(3)) },
      }),
    );
    const { id } = (await rotate()).body.key;
    const coming = server.world.store.agenda.due(startOfTime + days(1000), 1000);
    const expiry = { kind: 'key.expired', dueAt: startOfTime + days(3) };
    expect(coming.filter(({ subject, kind }) => subject === id && kind === 'key.expired')).toMatchObject([
      expiry,
    ]);
  });

  test('of a revocation of the lineage, a successor is made: it ends too', async () => {
    overtakenBy(() => keys.rotate(key.secret, key.id));
    const body = { reason: 'keyCompromise', scope: 'lineage' };
    const receipt = await keys.revoke(server.keys.admin, key.id, body, { headers: slow });
    expect([receipt.status, receipt.body.otherUsableKeys]).toEqual([200, []]);
    expect(inLineage().map(({ revokedAt }) => revokedAt)).toEqual([startOfTime, startOfTime]);
  });

  test('of a revocation of the key alone, a successor is made: the receipt names it', async () => {
    overtakenBy(() => keys.rotate(key.secret, key.id));
    const receipt = await keys.revoke(server.keys.admin, key.id, { reason: 'other' }, { headers: slow });
    const successor = inLineage().find(({ predecessorId }) => predecessorId === key.id)!;
    expect(receipt.body.otherUsableKeys).toEqual([successor.id]);
  });

  test('of a suspension, the key is revoked', async () => {
    overtakenBy(() => keys.revoke(server.keys.admin, key.id, { reason: 'other' }));
    const answer = await keys.suspend(server.keys.broker, key.id, {}, { headers: slow });
    expect([answer.status, answer.body.code]).toEqual([409, 'key_already_revoked']);
    expect((await keys.show(key.id)).suspendedAt).toBeNull();
  });

  test('a rotation that is overtaken each time: 503, and nothing is left of it', async () => {
    overtakenBy(() => amend(server.world, key, {}), 10);
    const answer = await rotate();
    expect([answer.status, answer.body.code]).toEqual([503, 'contended']);
    expect(inLineage()).toHaveLength(1);
  });
});
