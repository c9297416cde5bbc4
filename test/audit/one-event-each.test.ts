/* Every request leaves one event, whatever came of it; the table says what each holds. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin, denver } from '../../mock-server/src/fixtures/people.ts';
import { listingOf } from '../authorization/targets.ts';
import { eventsOf, logOf } from '../support/log.ts';
import { newListing } from '../support/new-listing.ts';
import { plantKey } from '../support/planted.ts';
import { type Asking, type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const at = new Date(startOfTime).toISOString();
const keyActor = (name: string, owner: string, role: string) => ({
  type: 'key',
  keyId: fixtureId('key', name),
  lineageId: fixtureId('lin', name),
  userId: fixtureId('usr', owner),
  role,
});
const broker = keyActor('broker', 'elenaRuiz', 'broker');

test('an allowed request: all its members, and no other', async () => {
  const headers = ['Request-Id', 'order-7', 'User-Agent', 'crm/2.1', 'X-Mock-Client-IP', '2001:db8:1:2::9'];
  const answer = await server.call('GET', `/v1/brokerages/${austin}`, { key: server.keys.broker, headers });
  expect(await eventsOf(server.world, answer)).toEqual([
    {
      v: 1,
      sequence: expect.any(Number),
      at,
      requestId: answer.headers.get('Request-Id'),
      clientRequestId: 'order-7',
      actor: broker,
      client: { network: '2001:db8:1:2::/64', address: '2001:db8:1:2::9', userAgent: 'crm/2.1' },
      operationId: 'brokerages.get',
      brokerageId: austin,
      target: austin,
      outcome: 'allowed',
      status: 200,
      charges: [
        { policy: 'network', cost: 1 },
        { policy: 'lineage', cost: 1 },
      ],
      changes: [],
    },
  ]);
});

describe('refused', () => {
  const anonymous = { type: 'anonymous' };
  const cases: [string, (keys: QaServer['keys']) => [string, string, Asking], object][] = [
    [
      'no such path',
      () => ['GET', '/v1/nowhere', {}],
      { actor: anonymous, status: 404, code: 'route_not_found' },
    ],
    [
      'no such method',
      () => ['DELETE', '/v1/whoami', {}],
      { actor: anonymous, status: 405, code: 'method_not_allowed' },
    ],
    [
      'a host that is not this machine',
      () => ['GET', '/v1/whoami', { headers: ['Host', 'evil.example'] }],
      {
        actor: anonymous,
        status: 403,
        code: 'host_not_allowed',
        check: { name: 'host', saw: { host: 'evil.example' } },
      },
    ],
    [
      'no key',
      () => ['GET', '/v1/whoami', {}],
      {
        actor: anonymous,
        operationId: undefined,
        status: 401,
        code: 'key_missing',
        check: { name: 'key_present' },
      },
    ],
    [
      'no key at all',
      () => ['GET', '/v1/whoami', { headers: ['X-API-Key', 'nonsense'] }],
      {
        actor: anonymous,
        operationId: 'whoami.get',
        status: 401,
        code: 'key_malformed',
        check: { name: 'key_format' },
      },
    ],
    [
      'an unproven key, by the id that it claims',
      ({ wrongSecret }) => ['GET', '/v1/whoami', { key: wrongSecret }],
      {
        actor: { type: 'anonymous', claimedKeyId: fixtureId('key', 'wrongSecr') },
        status: 401,
        code: 'key_unknown',
        check: { name: 'key_filter', saw: { proof: 'filtered' } },
      },
    ],
    [
      'a revoked key, and since when',
      ({ revoked }) => ['GET', '/v1/whoami', { key: revoked }],
      {
        actor: keyActor('revoked', 'marcusBel', 'agent'),
        brokerageId: austin,
        status: 401,
        code: 'key_revoked',
        check: { name: 'not_revoked', saw: { status: 'revoked', revokedAt: '2026-02-28T12:00:00.000Z' } },
      },
    ],
    [
      'an expired key, and since when',
      ({ expired }) => ['GET', '/v1/whoami', { key: expired }],
      { code: 'key_expired', check: { name: 'not_expired', saw: { expiresAt: '2026-02-28T12:00:00.000Z' } } },
    ],
    [
      'a missing permission, with what was held',
      ({ agent }) => ['GET', '/v1/users', { key: agent }],
      {
        operationId: 'users.list',
        status: 403,
        code: 'permission_denied',
        check: {
          name: 'permission',
          saw: { needed: 'users:read', role: 'agent', held: expect.arrayContaining(['roles:read']) },
        },
        charges: [{ policy: 'lineage', cost: 1 }],
      },
    ],
    [
      'a body that is no JSON',
      ({ broker }) => [
        'POST',
        '/v1/users',
        { key: broker, rawBody: '{', headers: ['Content-Type', 'application/json'] },
      ],
      {
        operationId: 'users.create',
        status: 400,
        code: 'body_malformed',
        charges: [{ policy: 'lineage', cost: 1 }],
      },
    ],
    [
      'input that is not allowed, with the places',
      ({ broker }) => ['POST', '/v1/users', { key: broker, body: { role: 'king' } }],
      {
        status: 422,
        code: 'validation_failed',
        check: { name: 'input', saw: { pointers: expect.arrayContaining(['/body/role', '/body/name']) } },
      },
    ],
    [
      'no second factor',
      ({ admin }) => ['POST', '/v1/keys', { key: admin, body: { name: 'A', purpose: 'B', role: 'admin' } }],
      { status: 403, code: 'mfa_required', charges: [{ policy: 'lineage', cost: 10 }] },
    ],
    [
      'a record out of sight, in the caller’s own brokerage',
      ({ broker }) => ['GET', `/v1/brokerages/${denver}`, { key: broker }],
      {
        actor: broker,
        brokerageId: austin,
        status: 404,
        code: 'not_found',
        check: { name: 'visible', saw: { target: denver } },
      },
    ],
    [
      'a cursor of another list',
      ({ broker }) => ['GET', '/v1/users?cursor=AAAA', { key: broker }],
      { status: 400, code: 'cursor_invalid' },
    ],
  ];

  test.each(cases)('%s', async (_, asked, expected) => {
    const [method, target, asking] = asked(server.keys);
    const answer = await server.call(method, target, asking);
    const events = await eventsOf(server.world, answer);
    expect(events).toHaveLength(1);
    const shown = { operationId: undefined, ...events[0] };
    expect(shown).toMatchObject({ at, outcome: 'refused', changes: [], ...expected, status: answer.status });
    expect(events[0]!.code).toBe(answer.body.code);
  });

  test('too much at once, with the policy', async () => {
    const { secret } = await plantKey(server.world, 'noahWhite', { lineage: { limits: '{"lineage":0}' } });
    const answer = await server.call('GET', '/v1/whoami', { key: secret });
    const [event] = await eventsOf(server.world, answer);
    expect(event).toMatchObject({
      outcome: 'refused',
      status: 429,
      check: { saw: { policy: 'lineage', quota: 0 } },
    });
    expect(event).not.toHaveProperty('charges');
  });
});

describe('what was changed', () => {
  const changesOf = async (method: string, target: string, asking: Asking) => {
    const answer = await server.call<Record<string, unknown>>(method, target, asking);
    const [event] = await eventsOf(server.world, answer);
    return { shown: answer.body, changes: event!.changes, event };
  };

  test.each([
    ['a listing', '/v1/properties', newListing, 'listingKey'],
    ['a user', '/v1/users', { role: 'agent', name: 'Ines Duarte', email: 'ines@homestar.example' }, 'id'],
  ])('%s that was made, as it was answered', async (_, target, body, id) => {
    const { shown, changes, event } = await changesOf('POST', target, { key: server.keys.broker, body });
    expect(event).toMatchObject({ target: shown[id], brokerageId: austin, status: 201 });
    expect(changes).toEqual([{ target: shown[id], before: null, after: shown }]);
  });

  test('what changed of a listing, before and after', async () => {
    const target = `/v1/properties/${listingOf(server.world, 'noahWhite')}`;
    type Shown = { city: string; modificationTimestamp: string };
    const { body } = await server.call<Shown>('GET', target, { key: server.keys.broker });
    const before = { city: body.city, modificationTimestamp: body.modificationTimestamp };
    const asking = { key: server.keys.broker, headers: ['If-Match', '*'], body: { city: 'Manor' } };
    const { shown, changes } = await changesOf('PATCH', target, asking);
    const after = { city: 'Manor', modificationTimestamp: shown.modificationTimestamp };
    expect(changes).toEqual([{ target: shown.listingKey, before, after }]);
  });

  test('what an administrator did to a brokerage belongs to that brokerage', async () => {
    const target = `/v1/properties/${listingOf(server.world, 'tomasVega')}`;
    const asking = { key: server.keys.admin, headers: ['If-Match', '*'], body: { city: 'Boulder' } };
    const { event } = await changesOf('PATCH', target, asking);
    expect(event).toMatchObject({ actor: { role: 'admin' }, brokerageId: denver });
  });

  test('an administrator’s own look at nothing in particular belongs to none', async () => {
    const { event } = await changesOf('GET', '/v1/users', { key: server.keys.admin });
    expect(event).not.toHaveProperty('brokerageId');
  });
});

test('health checks leave none', async () => {
  const before = (await logOf(server.world)).length;
  await server.call('GET', '/health/live');
  await server.call('GET', '/health/ready');
  await server.call('GET', '/health/ready', { key: server.keys.broker });
  expect(await logOf(server.world)).toHaveLength(before);
});

describe('the control API', () => {
  test('is an actor of its own, with what it did to the clock', async () => {
    const moved = await server.call('POST', '/_mock/clock/advance', { body: { seconds: 60 } });
    expect(await eventsOf(server.world, moved)).toMatchObject([
      {
        actor: { type: 'control' },
        operationId: 'clock.advance',
        outcome: 'allowed',
        status: 200,
        changes: [{ target: 'clock', before: { now: at }, after: { now: '2026-03-01T12:01:00.000Z' } }],
      },
    ]);
    const set = await server.call('PUT', '/_mock/clock', { body: { mode: 'running' } });
    expect(await eventsOf(server.world, set)).toMatchObject([
      { actor: { type: 'control' }, operationId: 'clock.set' },
    ]);
  });

  test('and a key that was sent along is neither looked at nor recorded', async () => {
    const moved = await server.call('POST', '/_mock/clock/advance', {
      key: server.keys.admin,
      body: { seconds: 1 },
    });
    const [event] = await eventsOf(server.world, moved);
    expect(event!.actor).toEqual({ type: 'control' });
  });
});

test('200 requests at once, of every kind: one event each, and no sequence is missing or twice', async () => {
  const { keys } = server;
  const own = { key: keys.broker, headers: ['If-Match', '*'], body: { listPrice: 5 } };
  const key = `/v1/properties/${listingOf(server.world, 'noahWhite')}`;
  const kinds: (() => ReturnType<QaServer['call']>)[] = [
    () => server.call('GET', '/v1/whoami', { key: keys.admin }),
    () => server.call('GET', '/v1/properties?limit=2', { key: keys.agent }),
    () => server.call('POST', '/v1/properties', { key: keys.broker, body: newListing }),
    () => server.call('PATCH', key, own),
    () => server.call('GET', '/v1/users', { key: keys.agent }),
    () => server.call('GET', '/v1/keys/key_999999999999', { key: keys.broker }),
    () => server.call('GET', '/v1/audit-events?limit=1', { key: keys.broker }),
    () => server.call('POST', '/v1/users', { key: keys.otherBroker, body: {} }),
  ];
  const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => kinds[i % kinds.length]!()));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 201, 403, 404, 422]));

  const log = await logOf(server.world);
  expect(log.map(({ sequence }) => sequence)).toEqual(log.map((_, index) => index + 1));
  const recorded = new Map<unknown, number>();
  for (const { requestId } of log) recorded.set(requestId, (recorded.get(requestId) ?? 0) + 1);
  for (const { headers } of answers) expect(recorded.get(headers.get('Request-Id'))).toBe(1);
});
