/*
 * A thief has a key and wants to keep what it is good for, with its owner turned away. Each test is one attempt. What a
 * thief can do is to end a lineage.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { hours, iso, type KeyCalls, keyCalls, type Rotated } from '../support/key-calls.ts';
import { eventsOf, logOf } from '../support/log.ts';
import { everything, type PlantedKey, plantKey } from '../support/planted.ts';
import { type Answer, type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
let keys: KeyCalls;
beforeEach(async () => {
  server = await startServer();
  keys = keyCalls(server);
});
afterEach(() => server.close());

const rotateItself = async ({ secret, id }: PlantedKey, body?: object): Promise<Rotated> =>
  (await keys.rotate(secret, id, body)).body;
const countKeys = () =>
  server.world.store.tenant.keys(everything, { now: 0 }, { limit: 1000, after: null }).rows.length;
const update = (by: string, id: string, body: object) =>
  server.call('PATCH', `/v1/keys/${id}`, { key: by, body, headers: ['If-Match', '*'] });

async function expectDenied(answer: Pick<Answer<{ code?: string }>, 'status' | 'headers' | 'body'>) {
  expect([answer.status, answer.body.code]).toEqual([403, 'permission_denied']);
  expect(await eventsOf(server.world, answer)).toMatchObject([{ outcome: 'refused', changes: [] }]);
}

describe.each(['noahWhite', 'elenaRuiz', 'adaMoreno'] as const)('a key of %s', (owner) => {
  let stolen: PlantedKey;
  beforeEach(async () => {
    stolen = await plantKey(server.world, owner, { key: { firstUsedAt: 1 } });
  });

  test('rotates itself, uses the successor and revokes itself: all of its lineage ends', async () => {
    const { secret } = await rotateItself(stolen);
    await keys.whoami(secret);
    expect((await keys.revoke(stolen.secret, stolen.id, { reason: 'superseded' })).status).toBe(200);
    expect([await keys.codeOf(stolen.secret), await keys.codeOf(secret)]).toEqual([
      'key_revoked',
      'key_revoked',
    ]);
  });

  test('the same, where the successor revokes itself', async () => {
    const { key, secret } = await rotateItself(stolen);
    await keys.revoke(secret, key.id, { reason: 'superseded', scope: 'key' });
    expect([await keys.codeOf(stolen.secret), await keys.codeOf(secret)]).toEqual([
      'key_revoked',
      'key_revoked',
    ]);
  });

  test.each([0, 86_399])(
    'rotates itself with a grace of %d s: none of less than 24 hours',
    async (graceSeconds) => {
      const before = countKeys();
      const answer = await keys.rotate(stolen.secret, stolen.id, { graceSeconds });
      expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: '/body/graceSeconds' }]]);
      expect(countKeys()).toBe(before);
    },
  );

  test('completes its own rotation, plainly or by force: the owner has 24 hours', async () => {
    const { secret } = await rotateItself(stolen);
    await keys.whoami(secret);
    expect((await keys.complete(secret, stolen.id)).body.code).toBe('grace_not_over');
    await expectDenied(await keys.complete(secret, stolen.id, { force: true }));
    await expectDenied(await keys.complete(stolen.secret, stolen.id, { force: true }));
    await server.clock.advance(hours(24) - 1);
    expect(await keys.codeOf(stolen.secret)).toBeUndefined();
  });

  test('and the owner takes that back in the last millisecond, for good', async () => {
    const { key, secret } = await rotateItself(stolen);
    await keys.whoami(secret);
    await server.clock.advance(hours(24) - 1);
    expect((await keys.cancel(stolen.secret, stolen.id)).status).toBe(200);
    await server.clock.advance(hours(24));
    expect([await keys.codeOf(stolen.secret), await keys.codeOf(secret)]).toEqual([undefined, 'key_revoked']);
    expect((await keys.show(key.id)).revocation).toMatchObject({ byKeyId: stolen.id });
  });

  test('revokes, suspends, resumes, rotates or amends the other key of its lineage, or amends itself', async () => {
    const { key, secret } = await rotateItself(stolen);
    await keys.whoami(secret);
    const pairs = [
      [stolen.secret, key.id],
      [secret, stolen.id],
    ] as const;
    for (const [by, id] of pairs) {
      await expectDenied(await keys.revoke(by, id, { reason: 'other' }));
      await expectDenied(await keys.revoke(by, id, { reason: 'other', scope: 'lineage' }));
      await expectDenied(await keys.revoke(by, id, { reason: 'other', graceSeconds: 600 }));
      await expectDenied(await keys.rotate(by, id));
      await expectDenied(await keys.suspend(by, id));
      await expectDenied(await keys.resume(by, id));
      await expectDenied(await update(by, id, { expiresAt: null }));
    }
    await expectDenied(await update(stolen.secret, stolen.id, { scopes: null }));
    await expectDenied(await update(stolen.secret, stolen.id, { ipAllowlist: null }));
    await expectDenied(await update(stolen.secret, stolen.id, { limits: null }));
    await expectDenied(await keys.suspend(stolen.secret, stolen.id));
    expect([await keys.codeOf(stolen.secret), await keys.codeOf(secret)]).toEqual([undefined, undefined]);
  });

  test('has its successor take the rotation back, so that the owner cannot: refused', async () => {
    const { key, secret } = await rotateItself(stolen);
    await keys.whoami(secret);
    await expectDenied(await keys.cancel(secret, stolen.id));
    expect((await keys.cancel(secret, key.id)).body.code).toBe('no_rotation');
    expect((await keys.cancel(stolen.secret, stolen.id)).status).toBe(200);
  });

  test('plans its own end, to be accepted until then: it ends at once or not at all', async () => {
    const answer = await keys.revoke(stolen.secret, stolen.id, { reason: 'superseded', graceSeconds: 600 });
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: '/body/graceSeconds' }]]);
    expect(await keys.statusOf(stolen.id)).toBe('active');
  });

  test('the owner is told of the rotation, and of the first use, by nobody the thief can silence', async () => {
    const { key, secret } = await rotateItself(stolen);
    await server.clock.advance(hours(2));
    await keys.whoami(secret);
    await server.clock.advance(hours(1));
    const notices = (await logOf(server.world)).filter(({ target, notice }) => notice && target === key.id);
    const userId = fixtureId('usr', owner);
    expect(notices).toMatchObject([
      { at: iso(startOfTime), actor: { type: 'system' }, notice: { kind: 'key.rotated', userId } },
      {
        at: iso(startOfTime + hours(2)),
        actor: { type: 'system' },
        notice: { kind: 'key.successor_used', userId },
      },
    ]);
  });

  test('takes a rotation back at once, so that the owner does not hear of it: the owner does', async () => {
    const { key } = await rotateItself(stolen);
    await keys.cancel(stolen.secret, stolen.id);
    await server.clock.advance(0);
    const kinds = (await logOf(server.world))
      .filter(({ target }) => target === key.id)
      .map(({ notice }) => notice?.kind);
    expect(kinds).toContain('key.rotated');
  });
});

describe('rotating another’s key, to be shown a secret that may do more', () => {
  const narrow = () =>
    plantKey(server.world, 'elenaRuiz', { lineage: { scopes: '["keys:read","keys:write"]' } });

  test.each([
    ['all of the same role', 'elenaRuiz', null],
    ['one permission more', 'elenaRuiz', '["keys:read","keys:write","leads:read"]'],
    ['a lower role, yet a permission that the caller lacks', 'noahWhite', '["properties:write"]'],
  ] as const)('of %s: refused, and no secret is made', async (_, owner, scopes) => {
    const strong = await plantKey(server.world, owner, { lineage: { scopes } });
    const { secret } = await narrow();
    const before = countKeys();
    const answer = await keys.rotate(secret, strong.id);
    await expectDenied(answer);
    expect(answer.text).not.toContain('idx_test_');
    expect(countKeys()).toBe(before);
  });

  test('of no more than the caller has: shown', async () => {
    const weak = await plantKey(server.world, 'elenaRuiz', { lineage: { scopes: '["keys:read"]' } });
    expect((await keys.rotate((await narrow()).secret, weak.id)).status).toBe(201);
  });

  test('scopes are widened while the secret is being made: decided anew, and refused', async () => {
    const { secret } = await narrow();
    const weak = await plantKey(server.world, 'elenaRuiz', { lineage: { scopes: '["keys:read"]' } });
    const { vault } = server.world;
    const { issue } = vault;
    (vault as { issue: typeof issue }).issue = async () => {
      await update(server.keys.admin, weak.id, { scopes: null });
      return issue();
    };
    await expectDenied(await keys.rotate(secret, weak.id));
  });

  test('of an administrator, or of another brokerage: there is none', async () => {
    for (const owner of ['adaMoreno', 'graceLind'] as const) {
      const { id } = await plantKey(server.world, owner);
      expect((await keys.rotate(server.keys.broker, id)).body.code).toBe('not_found');
    }
  });
});

test('a key whose end is planned rotates itself, to go on as its successor: refused', async () => {
  const key = await plantKey(server.world, 'noahWhite');
  await keys.revoke(server.keys.broker, key.id, { reason: 'privilegeWithdrawn', graceSeconds: 600 });
  expect((await keys.rotate(key.secret, key.id)).body.code).toBe('key_status_conflict');
});

test('a key that is overdue under enforcement rotates the keys of others instead of itself: there are none', async () => {
  const createdAt = startOfTime - hours(24 * 91);
  const facts = { lineage: { rotationPolicy: 'enforce', createdAt }, key: { createdAt } };
  const overdue = await plantKey(server.world, 'elenaRuiz', facts);
  const other = await plantKey(server.world, 'noahWhite');
  expect((await keys.rotate(overdue.secret, other.id)).body.code).toBe('not_found');
  expect((await keys.rotate(overdue.secret, overdue.id)).status).toBe(201);
});
