/* When what is still to come for a key falls due, written out by hand. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { days, hours, iso, type KeyCalls, keyCalls } from '../support/key-calls.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
let keys: KeyCalls;
beforeEach(async () => {
  server = await startServer();
  keys = keyCalls(server);
});
afterEach(() => server.close());

const at = (ms: number) => iso(startOfTime + ms);
const make = async (body: object = {}) => (await keys.create(server.keys.broker, body)).body;
const coming = (id: string) =>
  server.world.store.agenda
    .due(Number.MAX_SAFE_INTEGER, 10_000)
    .filter(({ subject, dueAt }) => subject === id && dueAt > server.clock.now())
    .map(({ kind, dueAt }) => [kind, dueAt - startOfTime]);

/** For a key that was made at the start of time. */
const renewal = [
  ['key.rotation_due', days(76)],
  ['key.rotation_due', days(87)],
  ['key.rotation_overdue', days(90)],
];

test.each([
  ['a key without an end', {}, renewal],
  [
    'a beginning and a far end',
    { notBefore: at(days(1)), expiresAt: at(days(200)) },
    [['key.valid', days(1)], ...renewal, ['key.expiring', days(186)], ['key.expired', days(200)]],
  ],
  [
    'an end between the notices: nothing comes after it',
    { expiresAt: at(days(80)) },
    [
      ['key.expiring', days(66)],
      ['key.rotation_due', days(76)],
      ['key.expired', days(80)],
    ],
  ],
  ['an end that is near from the start', { expiresAt: at(days(14)) }, [['key.expired', days(14)]]],
])('%s', async (_, body, due) => {
  expect(coming((await make(body)).key.id)).toEqual(due);
});

test('a rotated key is reminded no more; its successor is, and of not being used, 24 hours after it was made', async () => {
  const { key: old } = await make();
  const { key: successor } = (await keys.rotate(server.keys.broker, old.id)).body;
  expect(coming(old.id)).toEqual([]);
  expect(coming(successor.id)).toEqual([['key.rotation_stalled', days(1)], ...renewal]);
});

test('grace ends when it was said to after the first use of the successor', async () => {
  const { key: old } = await make();
  const { key, secret } = (await keys.rotate(server.keys.broker, old.id, { graceSeconds: 7200 })).body;
  await server.clock.advance(hours(5));
  await keys.whoami(secret);
  expect(coming(old.id)).toEqual([['key.grace_ended', hours(7)]]);
  expect(coming(key.id)).toEqual(renewal);
});

test('a revocation that is planned comes about when its grace ends, and nothing after it', async () => {
  const { key } = await make({ expiresAt: at(days(200)) });
  await keys.revoke(server.keys.broker, key.id, { reason: 'superseded', graceSeconds: 3600 });
  expect(coming(key.id)).toEqual([['key.revoked', hours(1)]]);
});

test('for a revoked key nothing comes', async () => {
  const { key } = await make({ notBefore: at(days(1)), expiresAt: at(days(200)) });
  await keys.revoke(server.keys.broker, key.id, { reason: 'superseded' });
  expect(coming(key.id)).toEqual([]);
});
