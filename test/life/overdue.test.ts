/* Keys that were not rotated in 90 days: told of it, or held to their rotation. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import type { Person } from '../../mock-server/src/fixtures/people.ts';
import type { KeyRules } from '../../mock-server/src/keys/rules.ts';
import { days, type KeyCalls, keyCalls } from '../support/key-calls.ts';
import { eventsOf } from '../support/log.ts';
import { type PlantedKey, plantKey, plantSibling } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
let keys: KeyCalls;
afterEach(() => server.close());

async function start(rotation: KeyRules['rotation'] = 'advise') {
  server = await startServer({ keyRules: { rotation, maximumLifetimeDays: {} } });
  keys = keyCalls(server);
}
const made = { createdAt: startOfTime - days(90), firstUsedAt: 1 };
const plant = (owner: Person, rotationPolicy: string | null = null, key: object = made) =>
  plantKey(server.world, owner, { lineage: { rotationPolicy }, key });
const ask = (method: string, target: string, { secret }: PlantedKey, body?: object) =>
  server.call<Record<string, unknown>>(method, target, { key: secret, body, headers: ['If-Match', '*'] });

const rules: [string, () => Promise<unknown>, string | null][] = [
  ['its own rule', () => start(), 'enforce'],
  ['the rule of the world', () => start('enforce'), null],
];

describe.each(rules)('an overdue key, held by %s', (_, begin, rotationPolicy) => {
  let key: PlantedKey;
  beforeEach(async () => {
    await begin();
    key = await plant('elenaRuiz', rotationPolicy);
  });

  test.each([
    ['GET', '/v1/properties'],
    ['POST', '/v1/properties'],
    ['GET', '/v1/leads'],
    ['GET', '/v1/keys'],
    ['POST', '/v1/keys'],
    ['PATCH', '/v1/keys/key_000agent0000'],
    ['POST', '/v1/keys/key_000agent0000/suspend'],
    ['POST', '/v1/keys/verify'],
    ['GET', '/v1/users'],
    ['GET', '/v1/roles'],
    ['GET', '/v1/audit-events'],
  ])('%s %s: it must be rotated first', async (method, target) => {
    const answer = await ask(method, target, key, method === 'GET' ? undefined : {});
    expect([answer.status, answer.body]).toMatchObject([
      403,
      { code: 'key_rotation_overdue', detail: 'It should have been rotated by 2026-03-01T12:00:00.000Z.' },
    ]);
    expect(await eventsOf(server.world, answer)).toMatchObject([
      { check: { name: 'rotation_in_time', saw: { rotationDueAt: '2026-03-01T12:00:00.000Z' } } },
    ]);
  });

  test('looks at itself', async () => {
    for (const target of ['/v1/whoami', `/v1/keys/${key.id}`, `/v1/keys/${key.id}/usage`]) {
      expect((await ask('GET', target, key)).status).toBe(200);
    }
  });

  test('revokes itself', async () => {
    expect((await keys.revoke(key.secret, key.id, { reason: 'superseded' })).status).toBe(200);
  });

  test('rotates itself, and its successor does all that its role may', async () => {
    const rotated = await keys.rotate(key.secret, key.id);
    expect(rotated.status).toBe(201);
    const successor = { ...key, secret: rotated.body.secret };
    expect((await ask('GET', '/v1/properties', successor)).status).toBe(200);
    expect((await ask('GET', '/v1/properties', key)).body.code).toBe('key_rotation_overdue');
  });

  test('does to others’ keys nothing of what it may do to itself, though it has keys:write', async () => {
    const other = fixtureId('key', 'agent');
    const missing = 'key_999999999999';
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/usage'],
      ['POST', '/rotate'],
      ['POST', '/rotation/complete'],
      ['POST', '/rotation/cancel'],
      ['POST', '/revoke'],
    ] as const) {
      const body = path === '/revoke' ? { reason: 'other' } : method === 'POST' ? {} : undefined;
      const [existing, absent] = [
        await ask(method, `/v1/keys/${other}${path}`, key, body),
        await ask(method, `/v1/keys/${missing}${path}`, key, body),
      ];
      expect([path, existing.status, existing.body.code]).toEqual([path, 404, 'not_found']);
      expect({ ...existing.body, requestId: '', detail: '' }).toEqual({
        ...absent.body,
        requestId: '',
        detail: '',
      });
    }
    expect(await keys.statusOf(other)).toBe('active');
  });

  test('nor to the other key of its lineage what only that one may', async () => {
    const sibling = await plantSibling(server.world, key.lineage, { predecessorId: key.id });
    expect((await keys.revoke(key.secret, sibling.id, { reason: 'other' })).body.code).toBe(
      'permission_denied',
    );
  });
});

test('a millisecond before, it does what it always did; then it is held; an edit of the rule lets it go', async () => {
  await start();
  const key = await plant('elenaRuiz', 'enforce', { ...made, createdAt: made.createdAt + 1 });
  const status = async () => (await ask('GET', '/v1/properties', key)).status;
  expect(await status()).toBe(200);
  await server.clock.advance(1);
  expect(await status()).toBe(403);
  await keys.update(server.keys.admin, key.id, { rotation: { policy: 'advise' } });
  expect(await status()).toBe(200);
  await keys.update(server.keys.admin, key.id, { rotation: { policy: 'enforce' } });
  expect(await status()).toBe(403);
  await keys.update(server.keys.admin, key.id, { rotation: null });
  expect(await status()).toBe(200);
});

test('advised only, an overdue key does all that it did', async () => {
  await start('advise');
  for (const rule of [null, 'advise']) {
    const key = await plant('elenaRuiz', rule);
    for (const target of ['/v1/properties', '/v1/keys', '/v1/users', '/v1/audit-events']) {
      expect((await ask('GET', target, key)).status).toBe(200);
    }
    expect((await keys.update(key.secret, fixtureId('key', 'agent'), { name: 'Renamed' })).status).toBe(200);
  }
});

test('a lineage’s own rule goes before the world’s', async () => {
  await start('enforce');
  const key = await plant('elenaRuiz', 'advise');
  expect((await ask('GET', '/v1/properties', key)).status).toBe(200);
});

test('an overdue key without scopes is held no less, and told of the rotation first', async () => {
  await start('enforce');
  const key = await plantKey(server.world, 'elenaRuiz', { lineage: { scopes: '[]' }, key: made });
  expect((await ask('GET', '/v1/properties', key)).body.code).toBe('key_rotation_overdue');
  expect((await keys.rotate(key.secret, key.id)).status).toBe(201);
});
