import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { type KeyCalls, keyCalls } from '../support/key-calls.ts';
import { eventsOf } from '../support/log.ts';
import { type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startServer, startStrictServer } from '../support/server.ts';

let server: QaServer;
let keys: KeyCalls;
beforeEach(async () => {
  server = await startServer();
  keys = keyCalls(server);
});
afterEach(() => server.close());

const from = (address: string) => ['X-Mock-Client-IP', address];
const office = '203.0.113.0/24';
const whoami = (key: PlantedKey, address: string) => keys.whoami(key.secret, { headers: from(address) });

describe('a key with an allowlist', () => {
  let key: PlantedKey;
  beforeEach(async () => {
    key = await plantKey(server.world, 'noahWhite', {
      lineage: { ipAllowlist: `["${office}","2001:db8::7"]` },
    });
  });

  test.each([
    ['203.0.113.7', 200],
    ['203.0.113.255', 200],
    ['::ffff:203.0.113.7', 200],
    ['2001:DB8:0::7', 200],
    ['203.0.114.0', 403],
    ['2001:db8::8', 403],
    ['::1', 403],
  ])('is used from %s: %i', async (address, status) => {
    expect((await whoami(key, address)).status).toBe(status);
  });

  test('used from elsewhere, is told which address that is, and nothing of the list', async () => {
    const answer = await whoami(key, '198.51.100.9');
    expect(answer.body).toMatchObject({
      code: 'address_not_allowed',
      detail: 'Its allowlist does not hold 198.51.100.9.',
    });
    expect(answer.text).not.toContain('203.0.113');
    expect(await eventsOf(server.world, answer)).toMatchObject([
      {
        outcome: 'refused',
        code: 'address_not_allowed',
        check: { name: 'address_allowed', saw: { address: '198.51.100.9' } },
      },
    ]);
  });

  test('used from elsewhere, is refused before its permissions, its limits and its body are looked at', async () => {
    const answer = await server.call('POST', '/v1/keys', {
      key: key.secret,
      body: {},
      headers: from('198.51.100.9'),
    });
    expect(answer.body.code).toBe('address_not_allowed');
    expect(answer.headers.get('RateLimit')).toBeUndefined();
  });

  test('used from elsewhere, was not used', async () => {
    await whoami(key, '198.51.100.9');
    expect(await keys.show(key.id)).toMatchObject({ firstUsedAt: null, lastUsedAt: null });
  });

  test('is let in from elsewhere, and shut out, at the next request after an edit', async () => {
    const edit = (ipAllowlist: string[] | null) => keys.update(server.keys.broker, key.id, { ipAllowlist });
    const statuses = async () => [
      (await whoami(key, '203.0.113.7')).status,
      (await whoami(key, '198.51.100.9')).status,
    ];
    expect(await statuses()).toEqual([200, 403]);
    await edit(['198.51.100.9']);
    expect(await statuses()).toEqual([403, 200]);
    await edit(null);
    expect(await statuses()).toEqual([200, 200]);
    await edit([office]);
    expect(await statuses()).toEqual([200, 403]);
  });

  test('is not used from elsewhere by a header that names another address: refused', async () => {
    for (const header of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'Client-IP', 'True-Client-IP']) {
      const answer = await keys.whoami(key.secret, { headers: [header, '203.0.113.7'] });
      expect(answer.body.code).toBe('address_not_allowed');
    }
  });
});

test('attack: outside the qa profile the address is the peer’s, whatever the request says', async () => {
  const strict = await startStrictServer();
  const make = async <Made>(target: string, body: object) =>
    (await strict.call<Made>('POST', target, { key: strict.keys.admin, body })).body;
  const { id } = await make<{ id: string }>('/v1/brokerages', {
    name: 'Lakeside',
    timeZone: 'America/Chicago',
  });
  const person = { role: 'agent', name: 'Nina Park', email: 'nina@lakeside.example', brokerageId: id };
  const owner = await make<{ id: string }>('/v1/users', person);
  const codeOf = async (ipAllowlist: string[]) => {
    const key = { name: 'Feed', purpose: 'Feeds', role: 'agent', ownerUserId: owner.id, ipAllowlist };
    const { secret } = await make<{ secret: string }>('/v1/keys', key);
    return (await strict.call('GET', '/v1/whoami', { key: secret, headers: from('203.0.113.7') })).body.code;
  };
  expect([await codeOf(['203.0.113.7']), await codeOf(['127.0.0.1'])]).toEqual([
    'address_not_allowed',
    undefined,
  ]);
  await strict.close();
});

describe('an edit that would shut the caller out', () => {
  let other: PlantedKey;
  beforeEach(async () => {
    other = await plantKey(server.world, 'elenaRuiz');
  });
  const edit = (change: object, address: string, id = other.id) =>
    keys.update(server.keys.broker, id, change, ['If-Match', '*', ...from(address)]);
  const listOf = async (id = other.id) => (await keys.show(id)).ipAllowlist;

  test('of a key of the same owner: refused, with the address that is missing', async () => {
    const { status, body } = await edit({ ipAllowlist: [office] }, '198.51.100.9');
    const detail = 'It does not hold 198.51.100.9, from where this request comes.';
    expect([status, body]).toMatchObject([
      422,
      { code: 'allowlist_lockout', detail, errors: [{ pointer: '/body/ipAllowlist', detail }] },
    ]);
    expect(await listOf()).toBeNull();
  });

  test('is taken where it holds the address, in whatever form that comes', async () => {
    expect((await edit({ ipAllowlist: [office] }, '203.0.113.7')).status).toBe(200);
    expect((await edit({ ipAllowlist: ['203.0.113.8'] }, '::ffff:203.0.113.8')).status).toBe(200);
  });

  test('is taken where the caller means it', async () => {
    expect((await edit({ ipAllowlist: [office], allowLockout: true }, '198.51.100.9')).status).toBe(200);
    expect(await listOf()).toEqual([office]);
  });

  test('is refused where the caller says that it is not meant', async () => {
    const { body } = await edit({ ipAllowlist: [office], allowLockout: false }, '198.51.100.9');
    expect(body.code).toBe('allowlist_lockout');
  });

  test('of somebody else’s key shuts nobody out', async () => {
    const agents = await plantKey(server.world, 'noahWhite');
    expect((await edit({ ipAllowlist: [office] }, '198.51.100.9', agents.id)).status).toBe(200);
  });

  test('to an empty list: refused, whosever key it is, unless it is meant', async () => {
    const agents = await plantKey(server.world, 'noahWhite');
    for (const id of [other.id, agents.id]) {
      const refused = await edit({ ipAllowlist: [] }, '203.0.113.7', id);
      expect(refused.body).toMatchObject({
        code: 'allowlist_lockout',
        errors: [{ pointer: '/body/ipAllowlist' }],
      });
      expect(await listOf(id)).toBeNull();
      expect((await edit({ ipAllowlist: [], allowLockout: true }, '203.0.113.7', id)).status).toBe(200);
      expect(await listOf(id)).toEqual([]);
    }
    expect((await whoami(other, '203.0.113.7')).body.code).toBe('address_not_allowed');
  });

  test('of something else leaves a list that holds nobody as it is', async () => {
    await edit({ ipAllowlist: [], allowLockout: true }, '203.0.113.7');
    expect((await edit({ name: 'Renamed' }, '203.0.113.7')).status).toBe(200);
    expect((await edit({ ipAllowlist: null }, '203.0.113.7')).status).toBe(200);
  });

  test('allowLockout is no part of the key', async () => {
    const before = await keys.show(other.id);
    expect((await edit({ allowLockout: true }, '203.0.113.7')).body).toEqual(before);
  });
});

test('a key can be made for a place where its maker is not', async () => {
  const body = { role: 'agent', ownerUserId: fixtureId('usr', 'noahWhite'), ipAllowlist: [office] };
  const made = await keys.create(server.keys.broker, body);
  const { secret } = made.body;
  expect((await keys.whoami(secret)).body.code).toBe('address_not_allowed');
  expect((await keys.whoami(secret, { headers: from('203.0.113.7') })).status).toBe(200);
});
