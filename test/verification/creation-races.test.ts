/* Time passes, or something happens, while the secret of a new key is being made, which takes as long as a hash and its turn. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { hours, iso, type KeyCalls, keyCalls } from '../support/key-calls.ts';
import { eventsOf } from '../support/log.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';
import { createGate, type Gate } from './gate.ts';
import { hashingBehind } from './held.ts';

let gate: Gate;
let server: QaServer;
let keys: KeyCalls;
let hashes: number;
beforeEach(async () => {
  gate = createGate();
  hashes = 0;
  const { compare, hash } = hashingBehind(gate);
  const counted: typeof hash = (input, cost, when) => {
    hashes++;
    return hash(input, cost, when);
  };
  server = await startServer({ bcrypt: { compare, hash: counted } });
  keys = keyCalls(server);
});
afterEach(() => server.close());

test('a key is created when its secret was, and what falls due for it is counted from then', async () => {
  const creation = keys.create(server.keys.broker, { expiresAt: iso(startOfTime + hours(1)) });
  await gate.held();
  await server.clock.advance(5000);
  gate.open();
  const { key } = (await creation).body;
  expect(key.createdAt).toBe(iso(startOfTime + 5000));
  const due = server.world.store.agenda.due(startOfTime + hours(2), 1000);
  expect(due.filter(({ subject }) => subject === key.id)).toMatchObject([
    { kind: 'key.expired', dueAt: startOfTime + hours(1) },
  ]);
});

test('a key whose end comes meanwhile is not made', async () => {
  const creation = keys.create(server.keys.broker, { expiresAt: iso(startOfTime + 5000) });
  await gate.held();
  await server.clock.advance(5000);
  gate.open();
  const answer = await creation;
  expect([answer.status, answer.body.code, answer.body.errors]).toEqual([
    422,
    'validation_failed',
    [{ pointer: '/body/expiresAt', detail: 'is not in the future' }],
  ]);
  expect(answer.text).not.toContain('idx_test_');
  expect(await eventsOf(server.world, answer)).toMatchObject([{ outcome: 'refused', changes: [] }]);
});

test('an owner who is deactivated meanwhile gets no key, and no second secret is made to find that out', async () => {
  const ownerUserId = fixtureId('usr', 'noahWhite');
  const creation = keys.create(server.keys.broker, { role: 'agent', ownerUserId });
  await gate.held();
  await server.call('POST', `/v1/users/${ownerUserId}/deactivate`, { key: server.keys.admin });
  gate.open();
  const answer = await creation;
  expect([answer.status, answer.body.errors]).toEqual([
    422,
    [{ pointer: '/body/ownerUserId', detail: 'is deactivated' }],
  ]);
  expect(hashes).toBe(1);
});
