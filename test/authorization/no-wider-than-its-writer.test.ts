/* A key that changes itself, or another into more than it is itself: each way to try it is an attack. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { denver, type Person } from '../../mock-server/src/fixtures/people.ts';
import type { LineageRow } from '../../mock-server/src/store/rows.ts';
import { days, iso, type KeyCalls, keyCalls } from '../support/key-calls.ts';
import { everything, type PlantedKey, plantKey, plantSibling } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
let keys: KeyCalls;
beforeEach(async () => {
  server = await startServer();
  keys = keyCalls(server);
});
afterEach(() => server.close());

const noah = fixtureId('usr', 'noahWhite');
const plant = (owner: Person, lineage: Partial<LineageRow> = {}) =>
  plantKey(server.world, owner, { lineage });
const narrowed = (...scopes: string[]) => plant('elenaRuiz', { scopes: JSON.stringify(scopes) });
const lineageOf = (id: string) => server.world.store.tenant.key(everything, id)!.lineage;

describe('a key changes itself', () => {
  const wider = [
    ['its scopes', { scopes: null }],
    ['its allowlist', { ipAllowlist: null }],
    ['its limits', { limits: null }],
    ['its expiry', { expiresAt: null }],
    ['its beginning', { notBefore: null }],
    ['the rule that holds it to its rotation', { rotation: { policy: 'advise' } }],
    ['its name, which is harmless', { name: 'Renamed' }],
    ['nothing at all', { rotation: { policy: 'enforce' } }],
  ] as const;
  const bounds = {
    scopes: '["keys:write","keys:read"]',
    ipAllowlist: '["127.0.0.1"]',
    limits: '{"lineage":60}',
    expiresAt: startOfTime + days(1),
    notBefore: startOfTime - days(1),
    rotationPolicy: 'enforce',
  };

  describe.each<Person>(['elenaRuiz', 'adaMoreno'])('with keys:write, %s’s', (owner) => {
    test.each(wider)('%s: refused, in its own record and in that of its successor', async (_, change) => {
      const self = await plant(owner, bounds);
      const successor = await plantSibling(server.world, self.lineage, { predecessorId: self.id });
      const before = lineageOf(self.id);
      for (const { id } of [self, successor]) {
        const { status, body } = await keys.update(self.secret, id, change);
        expect([status, body.code]).toEqual([403, 'permission_denied']);
        expect(body.detail).toContain('its own lineage');
      }
      expect((await keys.update(successor.secret, self.id, change)).body.code).toBe('permission_denied');
      expect(lineageOf(self.id)).toEqual(before);
    });
  });

  test('without keys:write: refused for want of it', async () => {
    const { body } = await keys.update(server.keys.agent, fixtureId('key', 'agent'), { scopes: null });
    expect(body).toMatchObject({ code: 'permission_denied', detail: expect.stringContaining('keys:write') });
  });
});

describe('a narrowed broker widens', () => {
  let writer: PlantedKey;
  beforeEach(async () => {
    writer = await narrowed('keys:write', 'properties:read');
  });

  test.each([
    ['a scope that it lacks', ['properties:read', 'properties:write'], 'properties:write'],
    ['all of the role', null, 'properties:write'],
  ])('another key by %s', async (_, scopes, lacking) => {
    const accomplice = await plant('elenaRuiz', { scopes: '["properties:read"]' });
    const { status, body } = await keys.update(writer.secret, accomplice.id, { scopes });
    expect([status, body.code]).toEqual([422, 'scope_outside_role']);
    expect(body.detail).toContain(lacking);
    expect(lineageOf(accomplice.id)).toMatchObject({ scopes: '["properties:read"]' });
  });

  test('a key, and that key the first one: two who work together get no further', async () => {
    const accomplice = await narrowed('keys:write', 'leads:read');
    for (const [by, other] of [
      [writer, accomplice],
      [accomplice, writer],
    ] as const) {
      const { body } = await keys.update(by.secret, other.id, {
        scopes: ['keys:write', 'leads:read', 'properties:read'],
      });
      expect(body.code).toBe('scope_outside_role');
    }
  });

  test('nothing, by taking away: that it may', async () => {
    const other = await plant('elenaRuiz');
    expect((await keys.update(writer.secret, other.id, { scopes: ['properties:read'] })).status).toBe(200);
    expect((await keys.update(writer.secret, other.id, { scopes: [] })).status).toBe(200);
    const whoami = await server.call('GET', '/v1/whoami', { key: other.secret });
    expect(whoami.body).toMatchObject({ permissions: [] });
    expect(await keys.codeOf(other.secret)).toBeUndefined();
    expect((await server.call('GET', '/v1/properties', { key: other.secret })).body.code).toBe(
      'permission_denied',
    );
  });

  test('nothing, by changing what else there is to a stronger key', async () => {
    const stronger = await plant('elenaRuiz');
    const { body } = await keys.update(writer.secret, stronger.id, { name: 'Renamed' });
    expect(body).toMatchObject({ name: 'Renamed', scopes: null, limits: null });
  });
});

describe('a limit is raised', () => {
  const most = (lineage: number) => ({
    errors: [{ pointer: '/body/limits/lineage', detail: expect.stringContaining(`more than ${lineage},`) }],
  });

  test('by a broker, above what is usual for the role', async () => {
    const agent = await plant('noahWhite');
    const { status, body } = await keys.update(server.keys.broker, agent.id, { limits: { lineage: 601 } });
    expect([status, body]).toMatchObject([422, most(600)]);
    expect(lineageOf(agent.id).limits).toBeNull();
  });

  test('by a broker whose own was raised, above what is usual', async () => {
    const raised = await plant('elenaRuiz', { limits: '{"lineage":5000}' });
    const other = await plant('elenaRuiz');
    const { body } = await keys.update(raised.secret, other.id, { limits: { lineage: 1201 } });
    expect(body).toMatchObject(most(1200));
  });

  describe('by a broker whose own was narrowed to 100', () => {
    let writer: PlantedKey;
    beforeEach(async () => {
      writer = await plant('elenaRuiz', { limits: '{"lineage":100}' });
    });
    const agentKey = { role: 'agent', ownerUserId: noah };
    const needed = {
      errors: [{ pointer: '/body/limits', detail: expect.stringMatching(/100 at most.*600/) }],
    };

    test('above its own, of another key and of a new one', async () => {
      const other = await plant('noahWhite', { limits: '{"lineage":50}' });
      const limits = { lineage: 101 };
      expect((await keys.update(writer.secret, other.id, { limits })).body).toMatchObject(most(100));
      expect((await keys.create(writer.secret, { ...agentKey, limits })).body).toMatchObject(most(100));
      expect((await keys.update(writer.secret, other.id, { limits: { lineage: 100 } })).status).toBe(200);
      expect((await keys.create(writer.secret, { ...agentKey, limits: { lineage: 100 } })).status).toBe(201);
    });

    test('by saying nothing, since what is usual would be more', async () => {
      for (const silent of [{}, { limits: {} }]) {
        const { status, body } = await keys.create(writer.secret, { ...agentKey, ...silent });
        expect([status, body]).toMatchObject([422, needed]);
      }
    });

    test('by taking back what another key has', async () => {
      const other = await plant('noahWhite', { limits: '{"lineage":50}' });
      for (const limits of [null, {}]) {
        expect((await keys.update(writer.secret, other.id, { limits })).body).toMatchObject(needed);
      }
      expect(lineageOf(other.id).limits).toBe('{"lineage":50}');
    });

    test('not by a change of something else to a key that has more', async () => {
      const other = await plant('noahWhite');
      expect((await keys.update(writer.secret, other.id, { name: 'Renamed' })).status).toBe(200);
    });
  });

  test('by an administrator whose own was narrowed', async () => {
    const writer = await plant('samOkafor', { limits: '{"lineage":100}' });
    const other = await plant('noahWhite');
    expect((await keys.update(writer.secret, other.id, { limits: { lineage: 101 } })).body).toMatchObject(
      most(100),
    );
    expect((await keys.create(writer.secret, { role: 'agent', ownerUserId: noah })).status).toBe(422);
  });

  test('by an administrator, who may', async () => {
    const other = await plant('noahWhite');
    const limits = { lineage: 5000 };
    expect((await keys.update(server.keys.admin, other.id, { limits })).body).toMatchObject({ limits });
    const { body } = await server.call<{ limits: object[] }>('GET', '/v1/whoami', { key: other.secret });
    expect(body.limits).toContainEqual(expect.objectContaining({ policy: 'lineage', quota: 5000 }));
  });
});

describe('a change says what a key never gets another of', () => {
  test.each([
    ['role', 'admin'],
    ['role', 'agent'],
    ['brokerageId', denver],
    ['brokerageId', null],
    ['ownerUserId', fixtureId('usr', 'adaMoreno')],
    ['userId', fixtureId('usr', 'adaMoreno')],
    ['lineageId', fixtureId('lin', 'admin')],
    ['id', fixtureId('key', 'admin')],
    ['status', 'active'],
    ['approvedAt', '2026-01-01T00:00:00.000Z'],
    ['suspendedAt', null],
    ['revokedAt', null],
    ['graceEndsAt', null],
    ['createdAt', '2026-03-01T00:00:00.000Z'],
    ['rotationDueAt', '2027-03-01T00:00:00.000Z'],
    ['secret', 'anything'],
    ['permissions', ['keys:write']],
  ])('%s, to %j: refused, and nothing beside it is taken', async (member, value) => {
    const key = await plant('noahWhite');
    const before = lineageOf(key.id);
    const { status, body } = await keys.update(server.keys.admin, key.id, {
      name: 'Renamed',
      [member]: value,
    });
    expect([status, body]).toMatchObject([
      422,
      { code: 'validation_failed', errors: [{ pointer: `/body/${member}` }] },
    ]);
    expect(lineageOf(key.id)).toEqual(before);
  });

  test('by a name that objects have: refused', async () => {
    const key = await plant('noahWhite');
    for (const text of ['{"__proto__":{"role":"admin"}}', '{"constructor":{}}']) {
      const answer = await server.call('PATCH', `/v1/keys/${key.id}`, {
        key: server.keys.admin,
        rawBody: text,
        headers: ['If-Match', '*', 'Content-Type', 'application/json'],
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    expect(lineageOf(key.id)).toMatchObject({ role: 'agent' });
  });
});

describe('somebody else’s key', () => {
  test('of another brokerage is not there, in whatever version and with whatever body', async () => {
    const theirs = await plant('hannahCol');
    for (const headers of [
      ['If-Match', '*'],
      ['If-Match', '"999"'],
    ]) {
      for (const change of [{ name: 'Renamed' }, { limits: { lineage: 9999 } }, { scopes: ['moon:walk'] }]) {
        const answer = await keys.update(server.keys.broker, theirs.id, change, headers);
        const missing = await keys.update(server.keys.broker, 'key_999999999999', change, headers);
        expect(answer.body.code).toBe('not_found');
        expect({ ...answer.body, detail: '', requestId: '' }).toEqual({
          ...missing.body,
          detail: '',
          requestId: '',
        });
      }
    }
    expect(lineageOf(theirs.id)).toEqual(theirs.lineage);
  });

  test('of the platform is not there for a broker', async () => {
    const { body } = await keys.update(server.keys.broker, fixtureId('key', 'admin'), { scopes: [] });
    expect(body.code).toBe('not_found');
  });
});

test('a stronger key made by a narrowed one: each bound holds alone', async () => {
  const writer = await plantKey(server.world, 'elenaRuiz', {
    lineage: { scopes: '["keys:write","leads:read"]', limits: '{"lineage":100}' },
  });
  const within = { role: 'agent', ownerUserId: noah, scopes: ['leads:read'], limits: { lineage: 100 } };
  expect((await keys.create(writer.secret, within)).status).toBe(201);
  for (const [stronger, code] of [
    [{ role: 'admin' }, 'mfa_required'],
    [{ scopes: ['leads:read', 'leads:write'] }, 'scope_outside_role'],
    [{ scopes: undefined }, 'scope_outside_role'],
    [{ limits: undefined }, 'validation_failed'],
    [{ ownerUserId: fixtureId('usr', 'tomasVega') }, 'validation_failed'],
    [{ expiresAt: iso(startOfTime) }, 'validation_failed'],
  ] as const) {
    expect((await keys.create(writer.secret, { ...within, ...stronger })).body.code).toBe(code);
  }
});
