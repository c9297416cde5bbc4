import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { days, hours, iso, type KeyCalls, keyCalls, type Rotated } from '../support/key-calls.ts';
import { eventsOf } from '../support/log.ts';
import { type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';
import { createGate } from '../verification/gate.ts';
import { beforeSlowCommit, slow } from '../verification/held.ts';

let server: QaServer;
let keys: KeyCalls;
let old: PlantedKey;
beforeEach(async () => {
  server = await startServer();
  keys = keyCalls(server);
  old = await plantKey(server.world, 'noahWhite');
});
afterEach(() => server.close());

const rotated = async (by = server.keys.broker, body?: object): Promise<Rotated> =>
  (await keys.rotate(by, old.id, body)).body;
const complete = async (by: string, body?: object) => {
  const answer = await keys.complete(by, old.id, body);
  return answer.body.code ?? answer.body.status;
};

describe('by somebody else', () => {
  test('is refused while the successor was never used, and ends the old key once it was', async () => {
    const next = await rotated();
    expect(await complete(server.keys.broker)).toBe('successor_unproven');
    expect(await keys.codeOf(old.secret)).toBeUndefined();
    await keys.whoami(next.secret);
    await server.clock.advance(hours(1));

    const answer = await keys.complete(server.keys.broker, old.id);
    const graceEndsAt = iso(startOfTime + hours(1));
    expect([answer.status, answer.body]).toMatchObject([200, { id: old.id, status: 'retired', graceEndsAt }]);
    expect(await keys.show(old.id)).toMatchObject({ ...answer.body, lastUsedAt: iso(startOfTime) });
    expect([await keys.codeOf(old.secret), await keys.codeOf(next.secret)]).toEqual([
      'key_retired',
      undefined,
    ]);
    expect(await eventsOf(server.world, answer)).toMatchObject([
      {
        target: old.id,
        changes: [{ target: old.id, before: { status: 'retiring' }, after: { status: 'retired' } }],
      },
    ]);
  });

  test.each([
    ['a broker', () => server.keys.broker, 'permission_denied'],
    ['an administrator', () => server.keys.admin, 'retired'],
  ])('%s forces it', async (_, by, expected) => {
    await rotated();
    expect(await complete(by(), { force: true })).toBe(expected);
  });

  test('forced where the successor is revoked: refused, for nothing would be left', async () => {
    const next = await rotated();
    await keys.whoami(next.secret);
    await keys.revoke(server.keys.broker, next.key.id, { reason: 'keyCompromise' });
    expect(await complete(server.keys.admin, { force: true })).toBe('successor_unproven');
    expect(await keys.codeOf(old.secret)).toBeUndefined();
  });

  test('where the successor’s own end has come: refused, also before it is carried out', async () => {
    const next = await rotated(server.keys.broker, { graceSeconds: 3600 });
    await keys.whoami(next.secret);
    await keys.revoke(server.keys.broker, next.key.id, { reason: 'superseded', graceSeconds: 60 });
    // Past what falls due, as on a machine that has not come round to it.
    server.world.clock.moveTo(startOfTime + 60_000);
    expect(await complete(server.keys.broker)).toBe('successor_unproven');
  });

  test('carries a planned revocation out', async () => {
    const next = await rotated();
    await keys.whoami(next.secret);
    await keys.revoke(server.keys.broker, old.id, { reason: 'superseded', graceSeconds: 600 });
    expect(await complete(server.keys.broker)).toBe('revoked');
    expect(await keys.show(old.id)).toMatchObject({
      revokedAt: iso(startOfTime),
      revocation: { reason: 'superseded' },
    });
    expect(await server.clock.advance(600_000)).not.toContainEqual(
      expect.objectContaining({ kind: 'key.revoked' }),
    );
  });
});

describe('by the successor', () => {
  test('of a key that another one rotated: at once', async () => {
    const next = await rotated();
    expect(await complete(next.secret)).toBe('retired');
  });

  test('of a key that rotated itself: from 24 hours after the first use on', async () => {
    const next = await rotated(old.secret, { graceSeconds: 604_800 });
    await server.clock.advance(hours(5));
    await keys.whoami(next.secret);
    expect(await complete(next.secret)).toBe('grace_not_over');
    await server.clock.advance(hours(24) - 1);
    const answer = await keys.complete(next.secret, old.id);
    expect(answer.body.detail).toContain(iso(startOfTime + hours(29)));
    expect(answer.body.code).toBe('grace_not_over');
    await server.clock.advance(1);
    expect(await complete(next.secret)).toBe('retired');
  });

  test('of a key that rotated itself: another lineage’s key need not wait', async () => {
    const next = await rotated(old.secret);
    await keys.whoami(next.secret);
    expect(await complete(server.keys.broker)).toBe('retired');
  });

  test.each(['noahWhite', 'adaMoreno'] as const)('is never forced, with a key of %s', async (owner) => {
    old = await plantKey(server.world, owner);
    const next = await rotated(server.keys.admin);
    await keys.whoami(next.secret);
    expect(await complete(next.secret, { force: true })).toBe('permission_denied');
    expect(await keys.statusOf(old.id)).toBe('retiring');
  });

  test('of its predecessor’s predecessor: refused', async () => {
    const next = await rotated();
    await keys.whoami(next.secret);
    await server.clock.advance(days(1));
    const third = (await keys.rotate(next.secret, next.key.id)).body;
    expect((await keys.complete(third.secret, old.id)).body.code).toBe('permission_denied');
  });
});

test('by the predecessor itself: refused', async () => {
  const next = await rotated();
  await keys.whoami(next.secret);
  expect(await complete(old.secret)).toBe('permission_denied');
});

test('without a rotation: 409', async () => {
  expect(await complete(server.keys.broker)).toBe('no_rotation');
});

test.each([
  ['the completion', 200, 409],
  ['the cancellation', 409, 200],
])(
  'completed and taken back at once: %s was first, the other is 409',
  async (first, completed, cancelled) => {
    const next = await rotated();
    await keys.whoami(next.secret);
    const gate = createGate();
    beforeSlowCommit(server.world.store, () => gate.pass());
    const wait = (name: string) => ({ headers: name === first ? [] : [...slow] });
    const ask = {
      'the completion': () => keys.complete(server.keys.broker, old.id, {}, wait('the completion')),
      'the cancellation': () => keys.cancel(server.keys.broker, old.id, {}, wait('the cancellation')),
    };
    const second = Object.keys(ask).find((name) => name !== first) as keyof typeof ask;
    const late = ask[second]();
    await gate.held();
    const early = await ask[first as keyof typeof ask]();
    gate.open();
    const answers = { [first]: early, [second]: await late };
    expect([answers['the completion']!.status, answers['the cancellation']!.status]).toEqual([
      completed,
      cancelled,
    ]);
    // Exactly one of the two keys has ended.
    const ended = [await keys.codeOf(old.secret), await keys.codeOf(next.secret)].filter(Boolean);
    expect(ended).toEqual([first === 'the completion' ? 'key_retired' : 'key_revoked']);
    expect(await eventsOf(server.world, early)).toMatchObject([{ outcome: 'allowed' }]);
    expect(await eventsOf(server.world, await late)).toMatchObject([{ outcome: 'refused', changes: [] }]);
  },
);
