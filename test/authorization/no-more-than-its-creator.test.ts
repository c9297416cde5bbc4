/* A key that makes a stronger one: each way to try it is an attack. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin, denver } from '../../mock-server/src/fixtures/people.ts';
import { closeBrokerage, deactivateUser, everything, plantKey } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
let keysBefore: number;
beforeEach(async () => {
  server = await startServer();
  keysBefore = countKeys();
});
afterEach(() => server.close());

const noah = fixtureId('usr', 'noahWhite');
const tomas = fixtureId('usr', 'tomasVega');
const make = (key: string, body: object) =>
  server.call<Record<string, unknown>>('POST', '/v1/keys', {
    key,
    body: { name: 'Feed', purpose: 'Publishes listings', role: 'agent', ...body },
  });

function countKeys(): number {
  const page = { limit: 1000, after: null };
  return server.world.store.tenant.keys(everything, { now: 0 }, page).rows.length;
}

describe('a stronger role', () => {
  test.each(['admin', 'broker'] as const)(
    '%s asks for role admin: a second factor is asked for',
    async (caller) => {
      const answer = await make(server.keys[caller], { role: 'admin' });
      expect([answer.status, answer.body.code]).toEqual([403, 'mfa_required']);
      expect(countKeys()).toBe(keysBefore);
    },
  );

  test('an agent asks for any role: it makes no keys', async () => {
    for (const role of ['agent', 'broker', 'admin']) {
      expect((await make(server.keys.agent, { role })).body.code).toBe('permission_denied');
    }
    expect(countKeys()).toBe(keysBefore);
  });

  test('a broker gives a broker’s key to an agent: the owner cannot have one', async () => {
    const answer = await make(server.keys.broker, { role: 'broker', ownerUserId: noah });
    expect(answer.body).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/body/ownerUserId' }],
    });
    expect(countKeys()).toBe(keysBefore);
  });
});

describe('wider scopes', () => {
  const narrow = (...scopes: string[]) =>
    plantKey(server.world, 'elenaRuiz', { lineage: { scopes: JSON.stringify(scopes) } });

  test('a scope that the role does not have, asked for by one who has it', async () => {
    const answer = await make(server.keys.admin, {
      ownerUserId: noah,
      scopes: ['properties:read', 'keys:write'],
    });
    expect(answer.body).toMatchObject({ code: 'scope_outside_role', errors: [{ pointer: '/body/scopes' }] });
    expect(JSON.stringify(answer.body.errors)).toContain('keys:write');
  });

  test('a scope that no role has', async () => {
    expect((await make(server.keys.admin, { ownerUserId: noah, scopes: ['moon:write'] })).body.code).toBe(
      'scope_outside_role',
    );
  });

  test('a narrowed creator names a scope that it lacks', async () => {
    const { secret } = await narrow('keys:write', 'properties:read');
    const answer = await make(secret, { ownerUserId: noah, scopes: ['properties:read', 'properties:write'] });
    expect([answer.status, answer.body.code]).toEqual([422, 'scope_outside_role']);
    expect(answer.body.detail).toContain('properties:write');
    expect(answer.body.detail).not.toContain('properties:read');
  });

  test('a narrowed creator leaves the scopes out, which would mean all', async () => {
    const { secret } = await narrow('keys:write', 'properties:read');
    expect((await make(secret, { ownerUserId: noah })).body.code).toBe('scope_outside_role');
  });

  test('a narrowed creator passes on what it has, and no more comes of it', async () => {
    const { secret } = await narrow('keys:write', 'properties:read');
    const made = await make(secret, { ownerUserId: noah, scopes: ['properties:read'] });
    expect(made.status).toBe(201);
    const whoami = await server.call('GET', '/v1/whoami', { key: made.body.secret as string });
    expect(whoami.body).toMatchObject({ permissions: ['properties:read'] });
  });

  test('a key without scopes for keys makes none', async () => {
    const { secret } = await narrow('properties:read', 'keys:read');
    expect((await make(secret, { ownerUserId: noah, scopes: [] })).body.code).toBe('permission_denied');
  });

  test('an empty list of scopes is taken for no list: it grants nothing', async () => {
    const made = await make(server.keys.broker, { ownerUserId: noah, scopes: [] });
    const key = made.body.secret as string;
    expect((await server.call('GET', '/v1/whoami', { key })).body).toMatchObject({ permissions: [] });
    for (const path of ['properties', 'brokerages', 'roles', 'users', 'keys', 'audit-events']) {
      expect((await server.call('GET', `/v1/${path}`, { key })).body.code).toBe('permission_denied');
    }
  });
});

describe('somebody else’s brokerage', () => {
  test.each([
    ['an owner of another brokerage', { ownerUserId: tomas }, '/body/ownerUserId'],
    ['another brokerage than the owner’s', { ownerUserId: noah, brokerageId: denver }, '/body/brokerageId'],
    ['another brokerage than the caller’s', { brokerageId: denver }, '/body/brokerageId'],
  ])('a broker names %s', async (_, body, pointer) => {
    const answer = await make(server.keys.broker, body);
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ pointer }] }]);
    expect(countKeys()).toBe(keysBefore);
  });

  test('an administrator names a brokerage that is not the owner’s', async () => {
    const answer = await make(server.keys.admin, { ownerUserId: tomas, brokerageId: austin });
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/body/brokerageId' }] });
  });

  test('an administrator names nobody of a brokerage, and so would own an agent’s key of none', async () => {
    expect((await make(server.keys.admin, {})).body).toMatchObject({
      errors: [{ pointer: '/body/ownerUserId' }],
    });
  });
});

describe('an owner who is gone', () => {
  test('a deactivated owner', async () => {
    await deactivateUser(server.world, noah);
    const answer = await make(server.keys.broker, { ownerUserId: noah });
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ pointer: '/body/ownerUserId' }] }]);
  });

  test('a closed brokerage', async () => {
    await closeBrokerage(server.world, denver);
    const answer = await make(server.keys.admin, { ownerUserId: tomas });
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ pointer: '/body/brokerageId' }] }]);
  });

  test('an owner who is deactivated while the key is being made', async () => {
    const { vault } = server.world;
    const issue = vault.issue;
    (vault as { issue: typeof issue }).issue = async () => {
      const issued = await issue();
      await deactivateUser(server.world, noah);
      (vault as { issue: typeof issue }).issue = issue;
      return issued;
    };
    const answer = await make(server.keys.broker, { ownerUserId: noah });
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/body/ownerUserId' }] });
    expect(countKeys()).toBe(keysBefore);
  });
});

describe('members that the server decides', () => {
  test.each([
    'id',
    'lineageId',
    'userId',
    'createdByKeyId',
    'approvedAt',
    'status',
    'permissions',
    'environment',
  ])('a body that sets %s is refused, rather than taken or ignored', async (member) => {
    const answer = await make(server.keys.admin, { ownerUserId: noah, [member]: 'anything' });
    expect(answer.body).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: `/body/${member}` }],
    });
    expect(countKeys()).toBe(keysBefore);
  });
});
