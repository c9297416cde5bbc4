import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { days, hours, iso, type KeyCalls, keyCalls } from '../support/key-calls.ts';
import { eventsOf } from '../support/log.ts';
import { everything, type PlantedKey, plantKey, plantSibling } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
let keys: KeyCalls;
let old: PlantedKey;
beforeEach(async () => {
  server = await startServer();
  keys = keyCalls(server);
  old = await plantKey(server.world, 'noahWhite');
});
afterEach(() => server.close());

const countKeys = () =>
  server.world.store.tenant.keys(everything, { now: 0 }, { limit: 1000, after: null }).rows.length;

describe('the answer', () => {
  test('holds a pending successor with its secret, and the predecessor, which goes on', async () => {
    const answer = await keys.rotate(server.keys.broker, old.id, { reason: 'Quarterly rotation.' });
    const { key, secret, predecessor } = answer.body;
    expect(answer.status).toBe(201);
    expect(answer.headers.get('Location')).toBe(`/v1/keys/${key.id}`);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(key).toMatchObject({
      lineageId: old.lineage.id,
      status: 'pending',
      predecessorId: old.id,
      successorId: null,
      createdAt: iso(startOfTime),
      createdByKeyId: fixtureId('key', 'broker'),
    });
    expect(secret.startsWith(`${key.hint}_`)).toBe(true);
    expect(predecessor).toMatchObject({
      id: old.id,
      status: 'active',
      successorId: key.id,
      graceEndsAt: null,
    });
    expect([await keys.show(key.id), await keys.show(old.id)]).toEqual([key, predecessor]);
    expect(await keys.codeOf(old.secret)).toBeUndefined();
  });

  test('shows the secret once: no record, list or event has it', async () => {
    const { headers, body } = await keys.rotate(server.keys.broker, old.id);
    const random = body.secret.split('_')[3]!;
    const list = await server.call('GET', '/v1/keys?limit=100', { key: server.keys.admin });
    const told = [await keys.show(body.key.id), list.body, await eventsOf(server.world, { headers })];
    expect(JSON.stringify(told)).not.toContain(random);
  });

  test('is one event with both records, and the reason that was given', async () => {
    const answer = await keys.rotate(server.keys.broker, old.id, { reason: 'Quarterly rotation.' });
    const { id } = answer.body.key;
    expect(await eventsOf(server.world, answer)).toMatchObject([
      {
        operationId: 'keys.rotate',
        target: old.id,
        changes: [
          {
            target: old.id,
            before: { successorId: null },
            after: { successorId: id },
            note: 'Quarterly rotation.',
          },
          { target: id, before: null, after: { id, status: 'pending' }, note: 'Quarterly rotation.' },
        ],
      },
    ]);
  });
});

describe('the grace', () => {
  test.each([
    ['24 hours, where nothing is said', {}, hours(24)],
    ['7 days at most', { graceSeconds: 604_800 }, days(7)],
    ['one second', { graceSeconds: 1 }, 1000],
  ])('%s: begins with the first use, and both keys work until its very end', async (_, body, graceMs) => {
    const { secret } = (await keys.rotate(server.keys.broker, old.id, body)).body;
    await server.clock.advance(days(2));
    expect(await keys.show(old.id)).toMatchObject({ status: 'active', graceEndsAt: null });
    await keys.whoami(secret);
    const ends = server.clock.now() + graceMs;
    expect(await keys.show(old.id)).toMatchObject({ status: 'retiring', graceEndsAt: iso(ends) });

    await server.clock.advance(graceMs - 1);
    expect([await keys.codeOf(old.secret), await keys.codeOf(secret)]).toEqual([undefined, undefined]);
    await server.clock.advance(1);
    expect([await keys.codeOf(old.secret), await keys.codeOf(secret)]).toEqual(['key_retired', undefined]);
    expect(await keys.statusOf(old.id)).toBe('retired');
  });

  test('none: the first use of the successor ends the old key', async () => {
    const { secret } = (await keys.rotate(server.keys.broker, old.id, { graceSeconds: 0 })).body;
    expect(await keys.codeOf(old.secret)).toBeUndefined();
    expect(await keys.codeOf(secret)).toBeUndefined();
    expect(await keys.codeOf(old.secret)).toBe('key_retired');
  });

  test.each([-1, 604_801, 0.5, '60', null])('of %j seconds: 422', async (graceSeconds) => {
    const answer = await keys.rotate(server.keys.broker, old.id, { graceSeconds });
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, '/body/graceSeconds']);
  });

  test('never outlives the lineage, and neither does the successor', async () => {
    const expiresAt = startOfTime + hours(10);
    old = await plantKey(server.world, 'noahWhite', { lineage: { expiresAt } });
    const { key, secret } = (await keys.rotate(old.secret, old.id, { graceSeconds: 604_800 })).body;
    await keys.whoami(secret);
    expect((await keys.show(old.id)).graceEndsAt).toBe(iso(expiresAt));
    await server.clock.advance(hours(10));
    expect([await keys.codeOf(old.secret), await keys.codeOf(secret)]).toEqual([
      'key_expired',
      'key_expired',
    ]);
    expect(key.expiresAt).toBe(iso(expiresAt));
  });
});

describe('what the lineage has', () => {
  test('a temporary key stays temporary, however often it is rotated', async () => {
    const expiresAt = startOfTime + days(30);
    const lineage = { expiresAt, notBefore: startOfTime - 1 };
    let { id, secret } = await plantKey(server.world, 'noahWhite', { lineage });
    for (let i = 0; i < 3; i++) {
      const { body } = await keys.rotate(secret, id);
      expect(body.key).toMatchObject({ expiresAt: iso(expiresAt), notBefore: iso(startOfTime - 1) });
      ({ secret } = body);
      ({ id } = body.key);
      await keys.whoami(secret);
      await server.clock.advance(days(2));
    }
    await server.clock.advance(days(24));
    expect(await keys.codeOf(secret)).toBe('key_expired');
  });

  test('is shared and not copied: scopes, limits, allowlist, owner, and what becomes of them later', async () => {
    const lineage = {
      scopes: '["properties:read"]',
      limits: '{"lineage":20}',
      ipAllowlist: '["127.0.0.1"]',
      metadata: '{"team":"web"}',
    };
    old = await plantKey(server.world, 'noahWhite', { lineage });
    const { key, secret } = (await keys.rotate(old.secret, old.id)).body;
    const shared = {
      scopes: ['properties:read'],
      limits: { lineage: 20 },
      ipAllowlist: ['127.0.0.1'],
      metadata: { team: 'web' },
      ownerUserId: fixtureId('usr', 'noahWhite'),
    };
    expect(key).toMatchObject(shared);
    expect((await keys.whoami(secret)).body).toMatchObject({
      lineageId: old.lineage.id,
      permissions: ['properties:read'],
    });
    await keys.suspend(server.keys.broker, old.id);
    expect(await keys.codeOf(secret)).toBe('key_suspended');
  });

  test('one allowance: rotating gives no second one', async () => {
    old = await plantKey(server.world, 'noahWhite', { lineage: { limits: '{"lineage":12}' } });
    const { secret } = (await keys.rotate(old.secret, old.id)).body;
    expect([await keys.codeOf(old.secret), await keys.codeOf(secret)]).toEqual([undefined, undefined]);
    expect([await keys.codeOf(old.secret), await keys.codeOf(secret)]).toEqual([
      'rate_limited',
      'rate_limited',
    ]);
  });
});

describe('two keys of a lineage at once, at most', () => {
  const inTheWay = async (by: string, id: string) => {
    const { status, body } = await keys.rotate(by, id);
    return [status, body.code, body.keyId];
  };

  test('rotated once more while the successor is pending, or the old key retiring: 409 with the other’s id', async () => {
    const { key, secret } = (await keys.rotate(old.secret, old.id)).body;
    const refused = [409, 'rotation_in_progress'];
    expect(await inTheWay(old.secret, old.id)).toEqual([...refused, key.id]);
    expect(await inTheWay(server.keys.broker, key.id)).toEqual([...refused, old.id]);
    await keys.whoami(secret);
    expect(await inTheWay(old.secret, old.id)).toEqual([...refused, key.id]);
    expect(await inTheWay(secret, key.id)).toEqual([...refused, old.id]);
    await server.clock.advance(hours(24));
    expect((await keys.rotate(secret, key.id)).status).toBe(201);
  });

  test('a key that is retired is told so, rather than that the other one works', async () => {
    old = await plantKey(server.world, 'noahWhite', { key: { graceEndsAt: startOfTime } });
    await plantSibling(server.world, old.lineage);
    expect(await inTheWay(server.keys.broker, old.id)).toEqual([409, 'key_status_conflict', undefined]);
  });
});

test('the queue of bcrypt is full: 503, and nothing is left of it', async () => {
  const full = { busy: true as const, waitMs: 2500 };
  await server.close();
  server = await startServer({ bcrypt: { compare: async () => true, hash: async () => full } });
  keys = keyCalls(server);
  old = await plantKey(server.world, 'noahWhite');
  const before = countKeys();
  const answer = await keys.rotate(server.keys.broker, old.id);
  expect([answer.status, answer.body.code, answer.headers.get('Retry-After')]).toEqual([503, 'busy', '3']);
  expect(countKeys()).toBe(before);
  expect(await keys.show(old.id)).toMatchObject({ status: 'active', successorId: null });
});
