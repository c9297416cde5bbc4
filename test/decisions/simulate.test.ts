/* What a request would come to: asked by the checks of a request, and nothing is done, charged or recorded of the key. */

import { operations } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin, denver } from '../../mock-server/src/fixtures/people.ts';
import { leadOf, listingOf } from '../authorization/targets.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { logOf } from '../support/log.ts';
import { closeBrokerage, deactivateUser, everything, plantKey, plantSibling } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { decisionOf, simulate, told } from './asking.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer({ canary: false });
});
afterEach(() => server.close());

const agentKey = fixtureId('key', 'agent');
const dayMs = 86_400_000;
const iso = (at: number) => new Date(at).toISOString();
const ask = async (body: Partial<Parameters<typeof simulate>[2]>, key = server.keys.broker) =>
  (await simulate(server, key, { keyId: agentKey, operationId: 'properties.list', ...body })).body;

const standing = [
  'vet not_revoked',
  'vet not_rejected',
  'vet not_awaiting_approval',
  'vet not_suspended',
  'vet not_expired',
  'vet not_retired',
  'vet already_valid',
  'vet owner_active',
  'vet brokerage_open',
];
const admitted = [...standing, 'limit limits', 'authorize rotation_in_time', 'authorize permission'];

describe('answers', () => {
  test('what would be allowed, with the status of the operation', async () => {
    const { checks, ...verdict } = await ask({});
    expect(verdict).toEqual({ allowed: true, status: 200 });
    expect(told(checks)).toEqual(admitted);
    expect(await ask({ operationId: 'properties.create' })).toMatchObject({ allowed: true, status: 201 });
  });

  test('the first check that fails, with its code, its status and what it compared', async () => {
    const { checks, ...verdict } = await ask({ operationId: 'users.list' });
    expect(verdict).toEqual({ allowed: false, status: 403, code: 'permission_denied' });
    expect(told(checks)).toEqual([...admitted.slice(0, -1), 'authorize permission: permission_denied']);
    expect(checks.at(-1)!.saw).toMatchObject({ needed: 'users:read', role: 'agent' });
  });

  const states: [string, Parameters<typeof plantKey>[2], string][] = [
    ['not_revoked', { key: { revokedAt: 1 } }, 'key_revoked'],
    ['not_rejected', { lineage: { rejectedAt: 1 } }, 'key_rejected'],
    ['not_awaiting_approval', { lineage: { approvedAt: null } }, 'key_awaiting_approval'],
    ['not_suspended', { lineage: { suspendedAt: 1 } }, 'key_suspended'],
    ['not_expired', { lineage: { expiresAt: 1 } }, 'key_expired'],
    ['not_retired', { key: { graceEndsAt: 1 } }, 'key_retired'],
    ['already_valid', { lineage: { notBefore: Date.UTC(2030, 0) } }, 'key_not_yet_valid'],
  ];
  test.each(states)('%s', async (name, facts, code) => {
    const { id } = await plantKey(server.world, 'noahWhite', facts);
    const { checks, ...verdict } = await ask({ keyId: id });
    expect(verdict).toEqual({ allowed: false, status: 401, code });
    const place = standing.indexOf(`vet ${name}`);
    expect(told(checks)).toEqual([...standing.slice(0, place), `vet ${name}: ${code}`]);
  });

  test('an owner who is deactivated, a brokerage that is closed', async () => {
    await deactivateUser(server.world, fixtureId('usr', 'noahWhite'));
    expect(await ask({})).toMatchObject({ code: 'owner_deactivated', status: 401 });
    await closeBrokerage(server.world, denver);
    const { id } = await plantKey(server.world, 'tomasVega');
    expect(await ask({ keyId: id }, server.keys.admin)).toMatchObject({
      code: 'brokerage_closed',
      status: 403,
    });
  });

  test('what a request then really gets', async () => {
    const key = await plantKey(server.world, 'noahWhite', { lineage: { scopes: '["properties:read"]' } });
    const own = listingOf(server.world, 'noahWhite');
    const others = listingOf(server.world, 'priyaRama');
    const calls = [
      ['properties.get', own, `/v1/properties/${own}`],
      ['properties.get', others, `/v1/properties/${others}`],
      ['leads.get', leadOf(server.world, 'noahWhite'), `/v1/leads/${leadOf(server.world, 'noahWhite')}`],
      ['keys.get', key.id, `/v1/keys/${key.id}`],
      ['keys.get', agentKey, `/v1/keys/${agentKey}`],
      ['whoami.get', undefined, '/v1/whoami'],
      ['users.list', undefined, '/v1/users'],
    ] as const;
    for (const [operationId, target, path] of calls) {
      const said = await ask({ keyId: key.id, operationId, ...(target && { target }) });
      const real = await server.call('GET', path, { key: key.secret });
      expect([operationId, said.status, said.code]).toEqual([operationId, real.status, real.body.code]);
      const { body } = await decisionOf(server, real, server.keys.broker);
      const asked = body.checks.filter(({ stage }) => stage === 'limit' || stage === 'authorize');
      expect(told(said.checks).filter((check) => /^(limit|authorize) /.test(check))).toEqual(told(asked));
    }
  });
});

describe('at', () => {
  test('the status is that of the instant, later or earlier, by the facts as they are now', async () => {
    const now = server.clock.now();
    const { id } = await plantKey(server.world, 'noahWhite', {
      lineage: { notBefore: now - dayMs, expiresAt: now + dayMs },
      key: { createdAt: now - 2 * dayMs },
    });
    const at = (instant: number) => ask({ keyId: id, at: iso(instant) });
    expect(await at(now)).toMatchObject({ allowed: true });
    expect(await at(now + dayMs - 1)).toMatchObject({ allowed: true });
    expect(await at(now + dayMs)).toMatchObject({ code: 'key_expired' });
    expect(await at(now - dayMs)).toMatchObject({ allowed: true });
    expect(await at(now - dayMs - 1)).toMatchObject({ code: 'key_not_yet_valid' });
    expect(await at(now - 2 * dayMs - 1)).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/body/at' }],
    });
  });

  test('when rotation is due', async () => {
    const { id } = await plantKey(server.world, 'noahWhite', { lineage: { rotationPolicy: 'enforce' } });
    const due = server.clock.now() + 90 * dayMs;
    expect(await ask({ keyId: id, at: iso(due - 1) })).toMatchObject({ allowed: true });
    const overdue = await ask({ keyId: id, at: iso(due) });
    expect(told(overdue.checks).at(-1)).toBe('authorize rotation_in_time: key_rotation_overdue');
    expect(await ask({ keyId: id, operationId: 'whoami.get', at: iso(due) })).toMatchObject({
      allowed: true,
    });
  });

  test('attack: a time far ahead brings everybody’s allowance back, or stops it for ever', async () => {
    const { secret, id } = await plantKey(server.world, 'noahWhite', {
      lineage: { limits: '{"lineage":2}' },
    });
    const whoami = async () => (await server.call('GET', '/v1/whoami', { key: secret })).status;
    expect([await whoami(), await whoami(), await whoami()]).toEqual([200, 200, 429]);
    expect(await ask({ keyId: id, at: '9999-12-31T23:59:59Z' })).toMatchObject({ code: 'rate_limited' });
    expect(await whoami()).toBe(429);
    await server.clock.advance(120_000);
    expect(await whoami()).toBe(200);
  });
});

describe('ipAddress', () => {
  let id: string;
  beforeEach(async () => {
    ({ id } = await plantKey(server.world, 'noahWhite', { lineage: { ipAllowlist: '["203.0.113.0/24"]' } }));
  });

  test('on the allowlist or not', async () => {
    const allowed = await ask({ keyId: id, ipAddress: '203.0.113.7' });
    expect([allowed.allowed, told(allowed.checks)]).toEqual([
      true,
      [...standing, 'vet address_allowed', ...admitted.slice(standing.length)],
    ]);
    const refused = await ask({ keyId: id, ipAddress: '198.51.100.7' });
    expect(refused).toMatchObject({ status: 403, code: 'address_not_allowed' });
    expect(refused.checks.at(-1)!.saw).toEqual({ address: '198.51.100.7' });
  });

  test('left out: the allowlist is not asked and not listed', async () => {
    const { allowed, checks } = await ask({ keyId: id });
    expect(allowed).toBe(true);
    expect(told(checks)).not.toContain('vet address_allowed');
  });

  test('its network’s allowance is asked, and none where it is left out', async () => {
    const from = ['X-Mock-Client-IP', '203.0.113.7'];
    const narrow = await startServer({
      canary: false,
      policies: {
        network: { scope: 'network', quota: 1, windowSeconds: 60 } as never,
        lineage: { scope: 'lineage', quota: 100, windowSeconds: 60 } as never,
      },
    });
    await narrow.call('GET', '/v1/whoami', { key: narrow.keys.agent, headers: from });
    const asked = { keyId: agentKey, operationId: 'properties.list' };
    const there = await simulate(narrow, narrow.keys.broker, { ...asked, ipAddress: '203.0.113.7' });
    expect(there.body.checks.at(-1)).toMatchObject({
      code: 'rate_limited',
      saw: { policy: 'network', quota: 1, remaining: 0 },
    });
    for (const ipAddress of ['203.0.113.8', '127.0.0.1', undefined]) {
      const elsewhere = await simulate(narrow, narrow.keys.broker, {
        ...asked,
        ...(ipAddress && { ipAddress }),
      });
      expect(elsewhere.body.allowed).toBe(true);
    }
    await narrow.close();
  });

  test.each(['nowhere', '203.0.113.7/32', '999.1.1.1', '[::1]'])('%s is no address', async (ipAddress) => {
    const answer = await simulate(server, server.keys.broker, {
      keyId: id,
      operationId: 'whoami.get',
      ipAddress,
    });
    expectProblem(answer, 'validation_failed', ['/body/ipAddress']);
  });
});

describe('target', () => {
  const targets: [string, string, () => string, () => string][] = [
    [
      'a listing',
      'properties.get',
      () => listingOf(server.world, 'noahWhite'),
      () => listingOf(server.world, 'priyaRama'),
    ],
    ['a lead', 'leads.get', () => leadOf(server.world, 'noahWhite'), () => leadOf(server.world, 'priyaRama')],
    ['a brokerage', 'brokerages.get', () => austin, () => denver],
    ['itself', 'keys.get', () => agentKey, () => fixtureId('key', 'broker')],
  ];
  test.each(targets)('%s: seen by that key, or not there for it', async (_, operationId, own, others) => {
    const seen = await ask({ operationId, target: own() });
    expect(seen.allowed).toBe(true);
    expect(told(seen.checks)).toContain('handle visible');
    const hidden = await ask({ operationId, target: others() });
    expect(hidden).toMatchObject({ status: 404, code: 'not_found' });
    expect(told(hidden.checks)).toEqual([...admitted, 'handle visible: not_found']);
  });

  test('a user, an event, a decision: seen by a broker of that brokerage only', async () => {
    const answer = await server.call('GET', '/v1/users', { key: server.keys.agent });
    const requestId = answer.headers.get('Request-Id')!;
    const event = (await logOf(server.world)).find((one) => one.requestId === requestId)!;
    for (const [operationId, target] of [
      ['users.get', fixtureId('usr', 'noahWhite')],
      ['auditEvents.get', `evt_${event.sequence}`],
      ['decisions.get', requestId],
    ] as const) {
      const by = (name: string) =>
        ask({ keyId: fixtureId('key', name), operationId, target }, server.keys.admin);
      expect([operationId, (await by('broker')).allowed]).toEqual([operationId, true]);
      expect([operationId, (await by('otherBrok')).code]).toEqual([operationId, 'not_found']);
    }
  });

  test('an id of another kind is not there', async () => {
    const said = await ask({ operationId: 'properties.get', target: agentKey });
    expect(said.code).toBe('not_found');
  });

  test.each(['properties.list', 'whoami.get', 'properties.create'])('%s takes none', async (operationId) => {
    const answer = await simulate(server, server.keys.broker, { keyId: agentKey, operationId, target: 'x' });
    expectProblem(answer, 'validation_failed', ['/body/target']);
  });

  test('every operation that is about a record can be asked about one', async () => {
    const about = Object.values(operations).filter(({ path }) => path.includes('{'));
    for (const { id } of about) {
      const said = await ask(
        { keyId: fixtureId('key', 'secondAdm'), operationId: id, target: 'nobody' },
        server.keys.admin,
      );
      expect([id, said.code]).toEqual([id, 'not_found']);
    }
    expect(about.length).toBeGreaterThan(10);
  });

  test('within its own lineage: what x-self lets it do, and no more whatever its permissions', async () => {
    const self = await plantKey(server.world, 'elenaRuiz');
    const sibling = await plantSibling(server.world, self.lineage);
    const may = async (operationId: string, target: string) =>
      told((await ask({ keyId: self.id, operationId, target })).checks).at(-1);
    expect(await may('keys.get', sibling.id)).toBe('handle own_lineage');
    expect(await may('keys.revoke', self.id)).toBe('handle own_lineage');
    expect(await may('keys.revoke', sibling.id)).toBe('handle own_lineage: permission_denied');
    expect(await may('keys.update', self.id)).toBe('handle own_lineage: permission_denied');
    expect(await may('keys.revoke', agentKey)).toBe('handle own_lineage');
  });
});

describe('what cannot be asked', () => {
  test.each([
    ['propertys.get', 'is no operation; the nearest is properties.get'],
    ['constructor', 'is no operation'],
    ['__proto__', 'is no operation'],
    ['health.live', 'needs no key'],
  ])('operationId %s: %s', async (operationId, detail) => {
    const answer = await simulate(server, server.keys.broker, { keyId: agentKey, operationId });
    const problem = expectProblem(answer, 'validation_failed');
    expect(problem.errors).toEqual([{ pointer: '/body/operationId', detail }]);
  });

  test.each(['yesterday', '2026-02-30T00:00:00Z', '2026-03-01'])('at %s', async (at) => {
    const answer = await simulate(server, server.keys.broker, {
      keyId: agentKey,
      operationId: 'whoami.get',
      at,
    });
    expectProblem(answer, 'validation_failed', ['/body/at']);
  });
});

describe('attack: to learn about keys of others', () => {
  test('another brokerage’s key is answered like none, whatever is asked about it', async () => {
    const theirs = await plantKey(server.world, 'tomasVega', { lineage: { suspendedAt: 1 } });
    const about = (keyId: string) =>
      simulate(server, server.keys.broker, { keyId, operationId: 'whoami.get', ipAddress: '203.0.113.7' });
    const missing = await about('key_999999999999');
    for (const keyId of [theirs.id, fixtureId('key', 'admin'), 'nonsense']) {
      const answer = await about(keyId);
      expectProblem(answer, 'not_found');
      expect({ ...answer.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    }
  });

  test('an agent asks, about its own key: refused', async () => {
    const body = { keyId: agentKey, operationId: 'whoami.get' };
    expectProblem(await simulate(server, server.keys.agent, body), 'permission_denied');
  });

  test('a broker’s question about an own key tells of no record that this broker’s brokerage does not have', async () => {
    const theirs = listingOf(server.world, 'tomasVega');
    const keyId = fixtureId('key', 'broker');
    const existing = await ask({ keyId, operationId: 'properties.get', target: theirs });
    const missing = await ask({ keyId, operationId: 'properties.get', target: 'lst_999999999999' });
    expect(JSON.stringify(existing).replace(theirs, 'lst_999999999999')).toBe(JSON.stringify(missing));
  });
});

describe('attack: a simulated key’s allowance is a free probe', () => {
  const left = (answer: { headers: { get(name: string): string | undefined } }) =>
    Number(/"lineage";r=(\d+)/.exec(answer.headers.get('RateLimit')!)![1]);

  test('the asker pays for each question, and the key for none', async () => {
    const key = await plantKey(server.world, 'noahWhite', { lineage: { limits: '{"lineage":5}' } });
    const question = { keyId: key.id, operationId: 'keys.create' };
    const first = await simulate(server, server.keys.broker, question);
    const second = await simulate(server, server.keys.broker, question);
    expect(left(first) - left(second)).toBe(1);
    expect(left(await server.call('GET', '/v1/whoami', { key: key.secret }))).toBe(4);
  });

  test('who has none left cannot ask', async () => {
    const asker = await plantKey(server.world, 'elenaRuiz', { lineage: { limits: '{"lineage":1}' } });
    const question = { keyId: agentKey, operationId: 'whoami.get' };
    expect((await simulate(server, asker.secret, question)).status).toBe(200);
    expectProblem(await simulate(server, asker.secret, question), 'rate_limited');
  });

  test('what costs more than is left is refused, and asking takes nothing from it', async () => {
    const key = await plantKey(server.world, 'elenaRuiz', { lineage: { limits: '{"lineage":15}' } });
    const spend = () => server.call('GET', '/v1/whoami', { key: key.secret });
    for (let i = 0; i < 6; i++) await spend();
    const said = await ask({ keyId: key.id, operationId: 'keys.create' });
    expect(said).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(said.checks.at(-1)!.saw).toEqual({
      policy: 'lineage',
      quota: 15,
      windowSeconds: 60,
      requested: 10,
      remaining: 9,
    });
    expect(left(await spend())).toBe(8);
  });
});

describe('attack: a simulation leaves traces of a key that did nothing', () => {
  test('no event of it, no use, no first use, and its predecessor’s grace does not begin', async () => {
    const old = await plantKey(server.world, 'noahWhite', { key: { firstUsedAt: 1 } });
    const successor = await plantSibling(server.world, old.lineage, {
      predecessorId: old.id,
      graceSeconds: 60,
    });
    const before = server.world.store.tenant.key(everything, successor.id);
    const predecessor = server.world.store.tenant.key(everything, old.id);
    expect(await ask({ keyId: successor.id })).toMatchObject({ allowed: true });
    expect(server.world.store.tenant.key(everything, successor.id)).toEqual(before);
    expect(server.world.store.tenant.key(everything, old.id)).toEqual(predecessor);
    const log = await logOf(server.world);
    expect(log.filter(({ actor }) => actor.keyId === successor.id)).toEqual([]);
    expect(log.at(-1)).toMatchObject({
      operationId: 'decisions.simulate',
      actor: { keyId: fixtureId('key', 'broker') },
      target: successor.id,
      changes: [],
    });
  });

  test('nothing is carried out, whatever operation is asked about', async () => {
    const target = listingOf(server.world, 'noahWhite');
    await ask({ operationId: 'properties.delete', keyId: fixtureId('key', 'broker'), target });
    await ask({ operationId: 'keys.revoke', keyId: fixtureId('key', 'broker'), target: agentKey });
    expect(server.world.store.tenant.property(everything, target)).toBeDefined();
    expect((await server.call('GET', '/v1/whoami', { key: server.keys.agent })).status).toBe(200);
  });
});

test('attack: a secret in the target comes back in what a check saw: it is refused where it stands', async () => {
  const answer = await simulate(server, server.keys.broker, {
    keyId: agentKey,
    operationId: 'properties.get',
    target: server.keys.admin.slice(0, 64),
  });
  expect(answer.text).not.toContain(server.keys.admin.slice(22, 60));
});
