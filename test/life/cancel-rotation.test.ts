import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { hours, iso, type KeyCalls, keyCalls, type Rotated } from '../support/key-calls.ts';
import { eventsOf, logOf } from '../support/log.ts';
import { type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';
import { createGate } from '../verification/gate.ts';
import { beforeSlowCommit, slow } from '../verification/held.ts';

let server: QaServer;
let keys: KeyCalls;
let old: PlantedKey;
let next: Rotated;
beforeEach(async () => {
  server = await startServer();
  keys = keyCalls(server);
  old = await plantKey(server.world, 'noahWhite');
  next = (await keys.rotate(old.secret, old.id)).body;
});
afterEach(() => server.close());

const outcome = async (answer: Promise<{ body: { code?: string | undefined; status?: unknown } }>) => {
  const { body } = await answer;
  return body.code ?? body.status;
};
const cancel = (by: string, id = old.id) => outcome(keys.cancel(by, id));
const use = () => keys.whoami(next.secret);

describe('who may', () => {
  test.each([
    ['before', async () => {}],
    ['after', async () => void (await use())],
  ])('the predecessor itself, %s the first use of the successor', async (_, happen) => {
    await happen();
    const answer = await keys.cancel(old.secret, old.id, { note: 'The new secret was lost.' });
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { id: old.id, status: 'active', graceEndsAt: null, successorId: null },
    ]);
    expect([await keys.codeOf(old.secret), await keys.codeOf(next.secret)]).toEqual([
      undefined,
      'key_revoked',
    ]);
    expect(await keys.show(next.key.id)).toMatchObject({
      status: 'revoked',
      revokedAt: iso(startOfTime),
      revocation: { reason: 'superseded', note: 'The new secret was lost.', byKeyId: old.id },
    });
    const [event] = await eventsOf(server.world, answer);
    expect(event!.changes.map(({ target, note }) => [target, note])).toEqual([
      [old.id, 'The new secret was lost.'],
      [next.key.id, 'The new secret was lost.'],
    ]);
  });

  test('a broker, an administrator', async () => {
    expect(await cancel(server.keys.broker)).toBe('active');
    next = (await keys.rotate(old.secret, old.id)).body;
    await use();
    expect(await cancel(server.keys.admin)).toBe('active');
  });

  test('not the successor, also of the rotation that it came from: it would only have to end itself', async () => {
    await use();
    expect(await cancel(next.secret)).toBe('permission_denied');
    expect(await cancel(next.secret, next.key.id)).toBe('no_rotation');
    expect(await keys.statusOf(next.key.id)).toBe('active');
  });

  test('not a broker of elsewhere: there is none', async () => {
    expect(await cancel(server.keys.otherBroker)).toBe('not_found');
  });
});

describe('what was', () => {
  test('the key can be rotated again, and the record of the one before stays', async () => {
    await cancel(old.secret);
    const other = (await keys.rotate(old.secret, old.id)).body;
    expect(other.predecessor).toMatchObject({ successorId: other.key.id });
    expect(await keys.show(next.key.id)).toMatchObject({ status: 'revoked', predecessorId: old.id });
    await keys.whoami(other.secret);
    expect(await keys.statusOf(old.id)).toBe('retiring');
  });

  test('a revocation that was planned stays as planned', async () => {
    await use();
    await keys.revoke(server.keys.broker, old.id, { reason: 'superseded', graceSeconds: 600 });
    expect(await cancel(old.secret)).toBe('retiring');
    expect(await keys.show(old.id)).toMatchObject({
      graceEndsAt: iso(startOfTime + 600_000),
      successorId: null,
    });
    await server.clock.advance(600_000);
    expect(await keys.statusOf(old.id)).toBe('revoked');
  });

  test('a successor that is revoked already stays as it was, and its predecessor’s grace is taken back', async () => {
    await use();
    await keys.revoke(server.keys.broker, next.key.id, { reason: 'keyCompromise' });
    expect(await cancel(server.keys.broker)).toBe('active');
    expect(await keys.show(next.key.id)).toMatchObject({ revocation: { reason: 'keyCompromise' } });
    await server.clock.advance(hours(48));
    expect(await keys.codeOf(old.secret)).toBeUndefined();
  });
});

describe('not any more', () => {
  test('when the grace is over', async () => {
    await use();
    await server.clock.advance(hours(24));
    expect(await cancel(server.keys.admin)).toBe('key_status_conflict');
    expect(await keys.codeOf(next.secret)).toBeUndefined();
  });

  test('when it was taken back before', async () => {
    await cancel(old.secret);
    expect(await cancel(old.secret)).toBe('no_rotation');
  });
});

test('while the successor’s first use is on its way: the use is refused, and no allowed one follows', async () => {
  const gate = createGate();
  beforeSlowCommit(server.world.store, () => gate.pass());
  const late = keys.whoami(next.secret, { headers: slow });
  await gate.held();
  expect(await cancel(old.secret)).toBe('active');
  gate.open();
  expect((await late).body.code).toBe('key_revoked');
  expect(await keys.show(old.id)).toMatchObject({ status: 'active', graceEndsAt: null });
  const log = await logOf(server.world);
  expect(log.filter(({ actor, outcome }) => actor.keyId === next.key.id && outcome === 'allowed')).toEqual(
    [],
  );
});

test('the successor’s first use comes between decision and commit: taken back all the same', async () => {
  let used = 0;
  beforeSlowCommit(server.world.store, async () => {
    if (used++ === 0) await use();
  });
  const answer = await keys.cancel(old.secret, old.id, {}, { headers: slow });
  expect([answer.status, used]).toEqual([200, 2]);
  expect([await keys.statusOf(old.id), await keys.statusOf(next.key.id)]).toEqual(['active', 'revoked']);
});

test('of the last admin key, whose end is planned: refused, for its successor is the one that stays', async () => {
  const [admin, second] = [fixtureId('key', 'admin'), fixtureId('key', 'secondAdm')];
  const successor = (await keys.rotate(server.keys.admin, admin)).body;
  await keys.whoami(successor.secret);
  await keys.revoke(server.keys.secondAdmin, admin, { reason: 'superseded', graceSeconds: 600 });
  expect((await keys.revoke(successor.secret, second, { reason: 'other' })).status).toBe(200);
  expect(await cancel(server.keys.admin, admin)).toBe('last_admin_key');
  expect(await keys.codeOf(successor.secret)).toBeUndefined();
});
