import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { hours, iso, type KeyCalls, keyCalls } from '../support/key-calls.ts';
import { eventsOf } from '../support/log.ts';
import { deactivateUser, type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';
import { createGate } from '../verification/gate.ts';
import { beforeSlowCommit, slow } from '../verification/held.ts';

let server: QaServer;
let keys: KeyCalls;
let key: PlantedKey;
beforeEach(async () => {
  server = await startServer();
  keys = keyCalls(server);
  key = await plantKey(server.world, 'noahWhite');
});
afterEach(() => server.close());

const [admin, second] = [fixtureId('key', 'admin'), fixtureId('key', 'secondAdm')];

test('the whole lineage is refused from the next request on, and accepted again once it is resumed', async () => {
  const next = (await keys.rotate(server.keys.broker, key.id)).body;
  const suspended = await keys.suspend(server.keys.broker, next.key.id, {
    note: 'An incident at the vendor.',
  });
  expect(suspended.body).toMatchObject({
    id: next.key.id,
    status: 'suspended',
    suspendedAt: iso(startOfTime),
  });
  expect([await keys.codeOf(key.secret), await keys.codeOf(next.secret)]).toEqual([
    'key_suspended',
    'key_suspended',
  ]);
  expect(await eventsOf(server.world, suspended)).toMatchObject([
    { changes: [{ after: { status: 'suspended' }, note: 'An incident at the vendor.' }] },
  ]);

  const resumed = await keys.resume(server.keys.broker, key.id);
  expect(resumed.body).toMatchObject({ id: key.id, status: 'active', suspendedAt: null });
  expect([await keys.codeOf(key.secret), await keys.codeOf(next.secret)]).toEqual([undefined, undefined]);
});

test('time goes on meanwhile: the grace ends, and the key expires', async () => {
  const expiresAt = startOfTime + hours(30);
  key = await plantKey(server.world, 'noahWhite', { lineage: { expiresAt } });
  const next = (await keys.rotate(server.keys.broker, key.id)).body;
  await keys.whoami(next.secret);
  await keys.suspend(server.keys.broker, key.id);
  await server.clock.advance(hours(24));
  expect((await keys.resume(server.keys.broker, key.id)).body.status).toBe('retired');
  await keys.suspend(server.keys.broker, next.key.id);
  await server.clock.advance(hours(6));
  expect((await keys.resume(server.keys.broker, next.key.id)).body.status).toBe('expired');
});

test('a rotation can be taken back while it is suspended, which is found once it is resumed', async () => {
  const next = (await keys.rotate(server.keys.broker, key.id)).body;
  await keys.whoami(next.secret);
  await keys.suspend(server.keys.broker, key.id);
  expect((await keys.cancel(server.keys.broker, key.id)).body).toMatchObject({
    status: 'suspended',
    graceEndsAt: null,
  });
  await keys.resume(server.keys.broker, key.id);
  expect([await keys.codeOf(key.secret), await keys.codeOf(next.secret)]).toEqual([undefined, 'key_revoked']);
});

describe('one usable admin key stays', () => {
  test('the last one cannot be suspended; a suspended one is none that stays', async () => {
    const third = await plantKey(server.world, 'samOkafor');
    expect((await keys.suspend(server.keys.admin, second)).status).toBe(200);
    expect((await keys.suspend(server.keys.admin, third.id)).status).toBe(200);
    const other = await plantKey(server.world, 'samOkafor', { key: { graceEndsAt: startOfTime + 1000 } });
    const answer = await keys.suspend(other.secret, admin);
    expect([answer.status, answer.body.code]).toEqual([409, 'last_admin_key']);
    expect(await keys.codeOf(server.keys.admin)).toBeUndefined();
  });

  test('a deactivated administrator’s key is no loss', async () => {
    await deactivateUser(server.world, fixtureId('usr', 'samOkafor'));
    expect((await keys.suspend(server.keys.admin, second)).status).toBe(200);
  });

  test('two administrators suspend each other at once: one is left', async () => {
    const gate = createGate();
    beforeSlowCommit(server.world.store, () => gate.pass());
    const late = keys.suspend(server.keys.admin, second, {}, { headers: slow });
    await gate.held();
    expect((await keys.suspend(server.keys.secondAdmin, admin)).status).toBe(200);
    gate.open();
    expect((await late).body.code).toBe('key_suspended');
    expect(await keys.codeOf(server.keys.secondAdmin)).toBeUndefined();
  });

  test('one is suspended and the other revoked at once, by a third that ends itself: one is left', async () => {
    const third = await plantKey(server.world, 'adaMoreno', { key: { graceEndsAt: startOfTime + 1000 } });
    const gate = createGate();
    beforeSlowCommit(server.world.store, () => gate.pass());
    const late = keys.suspend(third.secret, second, {}, { headers: slow });
    await gate.held();
    expect((await keys.revoke(third.secret, admin, { reason: 'other' })).status).toBe(200);
    gate.open();
    expect((await late).body.code).toBe('last_admin_key');
  });
});
