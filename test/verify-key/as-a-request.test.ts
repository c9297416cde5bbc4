/* Whether a key would be accepted: what is answered about it is what the key itself would be answered. */
import { randomBytes } from 'node:crypto';
import { formatKey } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin, denver } from '../../mock-server/src/fixtures/people.ts';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';
import { cheapBcrypt } from '../support/cheap-proofs.ts';
import { eventsOf } from '../support/log.ts';
import { amend, closeBrokerage, deactivateUser, type PlantedKey, plantKey } from '../support/planted.ts';
import { strangeKey } from '../support/real-keys.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';
import { verify } from './verifying.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const dayMs = 86_400_000;
const [past, future] = [startOfTime - 1, startOfTime + 1];
const predecessorId = fixtureId('key', 'agent');

const plant = (facts?: Parameters<typeof plantKey>[2]) => plantKey(server.world, 'noahWhite', facts);

describe('the code is the one that a request with the key is refused with', () => {
  test.each<[string, Parameters<typeof plantKey>[2]]>([
    ['active', {}],
    ['pending', { key: { predecessorId } }],
    ['retiring', { key: { graceEndsAt: future } }],
    ['retired', { key: { graceEndsAt: startOfTime } }],
    ['not yet valid', { lineage: { notBefore: future } }],
    ['expired', { lineage: { expiresAt: startOfTime } }],
    ['suspended', { lineage: { suspendedAt: past } }],
    ['awaiting approval', { lineage: { approvedAt: null } }],
    ['rejected', { lineage: { approvedAt: null, rejectedAt: past } }],
    ['revoked', { key: { revokedAt: past, revocationReason: 'other' } }],
  ])('%s', async (_, facts) => {
    const key = await plant(facts);
    const told = await verify(server, server.keys.admin, key.secret);
    const used = await server.call('GET', '/v1/whoami', { key: key.secret });
    expect(told.body).toMatchObject({ valid: used.status === 200, keyId: key.id, role: 'agent' });
    expect(told.body.code).toBe(used.body.code ?? null);
  });

  test('of every magic key', async () => {
    for (const key of Object.values(server.keys)) {
      const told = await verify(server, server.keys.admin, key);
      const used = await server.call('GET', '/v1/whoami', { key });
      expect([told.status, told.body.valid, told.body.code]).toEqual([
        200,
        used.status === 200,
        used.body.code ?? null,
      ]);
    }
  });

  test('its owner deactivated, its brokerage closed', async () => {
    const [left, closed] = [await plant(), await plantKey(server.world, 'hannahCol')];
    await deactivateUser(server.world, left.lineage.ownerUserId);
    await closeBrokerage(server.world, denver);
    const codes = [left, closed].map(
      async ({ secret }) => (await verify(server, server.keys.admin, secret)).body.code,
    );
    expect(await Promise.all(codes)).toEqual(['owner_deactivated', 'brokerage_closed']);
  });

  test('overdue where overdue keys are held to their rotation', async () => {
    const facts = { createdAt: startOfTime - 90 * dayMs };
    const overdue = await plant({ key: facts, lineage: { rotationPolicy: 'enforce' } });
    const advised = await plant({ key: facts });
    const codes = [overdue, advised].map(
      async ({ secret }) => (await verify(server, server.keys.admin, secret)).body.code,
    );
    expect(await Promise.all(codes)).toEqual(['key_rotation_overdue', null]);
  });
});

test('a valid key is told with its role, what it may do and what is left', async () => {
  const key = await plant({ lineage: { scopes: '["leads:read","properties:read"]' } });
  const { body, headers } = await verify(server, server.keys.broker, key.secret);
  expect(body).toEqual({
    valid: true,
    code: null,
    keyId: key.id,
    role: 'agent',
    permissions: ['leads:read', 'properties:read'],
    rateLimits: [{ policy: 'lineage', quota: 600, windowSeconds: 60, remaining: 599 }],
  });
  // The headers are about the caller.
  expect(headers.get('Api-Key-Lineage')).not.toBe(key.lineage.id);
});

test('the key that asks can be asked about', async () => {
  const told = await verify(server, server.keys.broker, server.keys.broker, { permission: 'keys:verify' });
  expect(told.body).toMatchObject({ valid: true, keyId: fixtureId('key', 'broker') });
});

describe('what it must be allowed to do', () => {
  const codeFor = async (key: PlantedKey, permission: string) =>
    (await verify(server, server.keys.broker, key.secret, { permission })).body.code;

  test('is looked for in role and scopes', async () => {
    const [whole, narrowed] = [await plant(), await plant({ lineage: { scopes: '["leads:read"]' } })];
    const asked = 'leads:read and not (leads:write or users:read)';
    expect(await codeFor(whole, 'leads:read and leads:write')).toBeNull();
    expect(await codeFor(whole, asked)).toBe('permission_denied');
    expect(await codeFor(narrowed, asked)).toBeNull();
    expect(await codeFor(await plant({ lineage: { scopes: '[]' } }), 'leads:read')).toBe('permission_denied');
  });

  test('is 422 where it cannot be read, and nobody is charged or used', async () => {
    const key = await plant();
    const told = await verify(server, server.keys.broker, key.secret, { permission: 'leads:read and' });
    expect([told.status, told.body.errors]).toEqual([
      422,
      [
        {
          pointer: '/body/permission',
          detail: 'at character 15: expected a permission such as properties:read, "not" or "("',
        },
      ],
    ]);
    const shown = await server.call('GET', `/v1/keys/${key.id}`, { key: server.keys.broker });
    expect(shown.body).toMatchObject({ firstUsedAt: null });
  });
});

describe('the brokerage that it must reach', () => {
  const codeFor = async (secret: string, brokerageId: string) =>
    (await verify(server, server.keys.admin, secret, { brokerageId })).body.code;

  test('is its own, or any that there is for an administrator’s', async () => {
    const key = await plant();
    expect(await codeFor(key.secret, austin)).toBeNull();
    expect(await codeFor(key.secret, denver)).toBe('permission_denied');
    expect(await codeFor(server.keys.admin, denver)).toBeNull();
    expect(await codeFor(server.keys.admin, 'brk_000000000000')).toBe('permission_denied');
  });
});

describe('the address that it was presented from', () => {
  const codeFor = async (key: PlantedKey, ipAddress?: string) =>
    (await verify(server, server.keys.broker, key.secret, ipAddress === undefined ? {} : { ipAddress })).body
      .code;

  test('is looked for on its allowlist, and not to be left out where it has one', async () => {
    const key = await plant({ lineage: { ipAllowlist: '["203.0.113.0/24","2001:db8::/32"]' } });
    expect(await codeFor(key, '203.0.113.7')).toBeNull();
    expect(await codeFor(key, '::ffff:203.0.113.7')).toBeNull();
    expect(await codeFor(key, '2001:DB8:0::7')).toBeNull();
    expect(await codeFor(key, '203.0.114.7')).toBe('address_not_allowed');
    expect(await codeFor(key)).toBe('address_not_allowed');
  });

  test('the caller’s own does not stand in for it', async () => {
    const key = await plant({ lineage: { ipAllowlist: '["198.51.100.7"]' } });
    const headers = ['X-Mock-Client-IP', '198.51.100.7'];
    const told = await verify(server, server.keys.broker, key.secret, { headers });
    expect(told.body.code).toBe('address_not_allowed');
  });

  test.each(['203.0.113', '203.0.113.0/24', 'fe80::1%eth0', '::1%', 'localhost', '0x7f.1', '1.2.3.4 '])(
    '%j is none: 422',
    async (ipAddress) => {
      const told = await verify(server, server.keys.broker, server.keys.agent, { ipAddress });
      expect([told.status, told.body.errors?.map(({ pointer }) => pointer)]).toEqual([
        422,
        ['/body/ipAddress'],
      ]);
    },
  );
});

describe('the event', () => {
  test('is the caller’s, about the key and in the log of its brokerage, and changes nothing', async () => {
    const key = await plant();
    const told = await verify(server, server.keys.admin, key.secret);
    expect(await eventsOf(server.world, told)).toMatchObject([
      {
        operationId: 'keys.verify',
        actor: { keyId: fixtureId('key', 'admin') },
        target: key.id,
        brokerageId: austin,
        outcome: 'allowed',
        changes: [],
        verified: { valid: true, code: null },
      },
    ]);
  });

  test('says why a key was turned away, in the log and in the decision', async () => {
    const key = await plant({ lineage: { suspendedAt: 1 } });
    const told = await verify(server, server.keys.broker, key.secret);
    const verified = { valid: false, code: 'key_suspended' };
    expect(await eventsOf(server.world, told)).toMatchObject([{ target: key.id, verified }]);
    const requestId = told.headers.get('Request-Id');
    const decision = await server.call('GET', `/v1/decisions/${requestId}`, { key: server.keys.broker });
    expect(decision.body).toMatchObject({ outcome: 'allowed', verified });
  });

  test('names no key whose secret was not proven', async () => {
    const key = await plant();
    const guess = formatKey('test', key.id.slice(4), randomBytes(32));
    for (const apiKey of [guess, strangeKey(), 'idx_test_nonsense']) {
      const told = await verify(server, server.keys.broker, apiKey);
      expect(told.body.valid).toBe(false);
      const [event] = await eventsOf(server.world, told);
      expect(event).not.toHaveProperty('target');
      expect(JSON.stringify(event)).not.toContain(key.id.slice(4));
    }
  });
});

test('bcrypt has more to do than it can: 503, as for a request', async () => {
  const busy = { busy: true as const, waitMs: 2500 };
  let full = false;
  const crowded = await startServer({
    proofs: createProofs(),
    bcrypt: {
      compare: async (input, hash) => (full ? busy : cheapBcrypt.compare(input, hash)),
      hash: cheapBcrypt.hash,
    },
  });
  const [caller, key] = [
    await plantKey(crowded.world, 'elenaRuiz'),
    await plantKey(crowded.world, 'noahWhite'),
  ];
  await crowded.call('GET', '/v1/whoami', { key: caller.secret });
  full = true;
  const told = await verify(crowded, caller.secret, key.secret);
  expect([told.status, told.body.code, told.headers.get('Retry-After')]).toEqual([503, 'busy', '3']);
  full = false;
  expect((await verify(crowded, caller.secret, key.secret)).body.valid).toBe(true);
  await crowded.close();
});

test('suspended between two questions: the second is told', async () => {
  const key = await plant();
  expect((await verify(server, server.keys.broker, key.secret)).body.valid).toBe(true);
  await amend(server.world, key, { suspendedAt: startOfTime });
  expect((await verify(server, server.keys.broker, key.secret)).body.code).toBe('key_suspended');
});
