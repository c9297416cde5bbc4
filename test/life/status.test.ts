import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { logOf } from '../support/log.ts';
import { type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer({ now: startOfTime });
});
afterEach(() => server.close());

const [past, future] = [startOfTime - 1, startOfTime + 1];
const predecessorId = fixtureId('key', 'agent');

/** What of key and lineage makes each status, and what the key is then answered. */
const statuses = {
  active: [{}, 200],
  pending: [{ key: { predecessorId } }, 200],
  retiring: [{ key: { graceEndsAt: future } }, 200],
  retired: [{ key: { graceEndsAt: startOfTime } }, 'key_retired'],
  not_yet_valid: [{ lineage: { notBefore: future } }, 'key_not_yet_valid'],
  expired: [{ lineage: { expiresAt: startOfTime } }, 'key_expired'],
  suspended: [{ lineage: { suspendedAt: past } }, 'key_suspended'],
  awaiting_approval: [{ lineage: { approvedAt: null } }, 'key_awaiting_approval'],
  rejected: [{ lineage: { approvedAt: null, rejectedAt: past } }, 'key_rejected'],
  revoked: [{ key: { revokedAt: past, revocationReason: 'other' } }, 'key_revoked'],
} as const;
type Status = keyof typeof statuses;
const names = Object.keys(statuses) as Status[];

async function plantAll(): Promise<Record<Status, PlantedKey>> {
  const planted: Partial<Record<Status, PlantedKey>> = {};
  for (const status of names)
    planted[status] = await plantKey(server.world, 'hannahCol', statuses[status][0]);
  return planted as Record<Status, PlantedKey>;
}

interface Shown {
  readonly id: string;
  readonly status: string;
}
interface Page {
  readonly data: Shown[];
  readonly nextCursor: string | null;
}
const listed = async (query: string) =>
  (await server.call<Page>('GET', `/v1/keys?limit=100&${query}`, { key: server.keys.admin })).body.data;

test('each status is shown by get, found by the filter of the list, and answered when the key is used', async () => {
  const planted = await plantAll();
  for (const status of names) {
    const { id, secret } = planted[status];
    const found = await listed(`status=${status}`);
    expect(found.map((key) => key.id)).toContain(id);
    expect(new Set(found.map((key) => key.status))).toEqual(new Set([status]));
    const shown = await server.call<Shown>('GET', `/v1/keys/${id}`, { key: server.keys.admin });
    expect(shown.body.status).toBe(status);
    const used = await server.call('GET', '/v1/whoami', { key: secret });
    expect([status, used.body.code ?? used.status]).toEqual([status, statuses[status][1]]);
  }
});

test('the filters part the whole list: no key is in two, none is in none', async () => {
  await plantAll();
  const parts = await Promise.all(names.map((status) => listed(`status=${status}`)));
  const whole = await listed('');
  expect(
    parts
      .flat()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(whole.map(({ id }) => id).sort());
});

test('role, brokerage and status narrow the list together, in the order of creation, page by page', async () => {
  await plantAll();
  const query = 'role=agent&status=active&brokerageId=brk_000frontRang';
  const first = await plantKey(server.world, 'tomasVega', {
    lineage: { createdAt: 1 },
    key: { createdAt: 1 },
  });
  const whole = await listed(query);
  expect(whole.map(({ id }) => id)[0]).toBe(first.id);
  expect(whole).toHaveLength(2);
  const asked = { key: server.keys.admin };
  const page = await server.call<Page>('GET', `/v1/keys?limit=1&${query}`, asked);
  const next = await server.call<Page>(
    'GET',
    `/v1/keys?limit=1&${query}&cursor=${page.body.nextCursor}`,
    asked,
  );
  expect([...page.body.data, ...next.body.data]).toEqual(whole);
  expect(next.body.nextCursor).toBeNull();
});

test('a status that there is not: 422', async () => {
  const { status, body } = await server.call('GET', '/v1/keys?status=sleeping', { key: server.keys.admin });
  expect([status, body]).toMatchObject([422, { errors: [{ pointer: '/query/status' }] }]);
});

describe('what falls due', () => {
  test('a key works until the millisecond before it expires, and its expiry is an event at its due time', async () => {
    const asked = {
      name: 'Trial',
      purpose: 'Trial of a feed',
      role: 'broker',
      expiresAt: '2026-03-01T13:00:00.000Z',
    };
    const made = await server.call<{ key: { id: string }; secret: string }>('POST', '/v1/keys', {
      key: server.keys.broker,
      body: asked,
    });
    const whoami = () => server.call('GET', '/v1/whoami', { key: made.body.secret });

    expect(await server.clock.advance(3_599_999)).toEqual([]);
    expect((await whoami()).status).toBe(200);
    const fired = await server.clock.advance(60_000);
    expect(fired).toEqual([
      { at: Date.parse(asked.expiresAt), kind: 'key.expired', target: made.body.key.id },
    ]);
    expect((await whoami()).body.code).toBe('key_expired');

    const events = (await logOf(server.world)).filter(({ actor }) => actor.type === 'system');
    const changes = [
      { target: made.body.key.id, before: { status: 'active' }, after: { status: 'expired' } },
    ];
    expect(events.at(-1)).toMatchObject({ at: asked.expiresAt, outcome: 'allowed', changes });
    expect(events.at(-1)).not.toHaveProperty('requestId');
  });

  test('several expire in the order of their times, each once, when the clock is moved over the API', async () => {
    const at = (minute: number) => new Date(startOfTime + minute * 60_000).toISOString();
    const made = [];
    for (const minute of [3, 1, 2]) {
      const body = { name: 'Trial', purpose: 'Trial', role: 'broker', expiresAt: at(minute) };
      const answer = await server.call<{ key: { id: string } }>('POST', '/v1/keys', {
        key: server.keys.broker,
        body,
      });
      made.push(answer.body.key.id);
    }
    const move = () =>
      server.call<{ fired: unknown[] }>('POST', '/_mock/clock/advance', { body: { seconds: 600 } });
    const [third, first, second] = made;
    expect((await move()).body.fired).toEqual([
      { at: at(1), kind: 'key.expired', target: first },
      { at: at(2), kind: 'key.expired', target: second },
      { at: at(3), kind: 'key.expired', target: third },
    ]);
    expect((await move()).body.fired).toEqual([]);
    const times = (await logOf(server.world))
      .filter(({ actor }) => actor.type === 'system')
      .map((event) => event.at);
    expect(times).toEqual(times.toSorted());
  });

  test('grace runs out, and a start comes, with the clock alone', async () => {
    const retiring = await plantKey(server.world, 'noahWhite', { key: { graceEndsAt: startOfTime + 1000 } });
    const early = await plantKey(server.world, 'noahWhite', { lineage: { notBefore: startOfTime + 1000 } });
    const codeOf = async ({ secret }: PlantedKey) =>
      (await server.call('GET', '/v1/whoami', { key: secret })).body.code;
    await server.clock.advance(999);
    expect([await codeOf(retiring), await codeOf(early)]).toEqual([undefined, 'key_not_yet_valid']);
    await server.clock.advance(1);
    expect([await codeOf(retiring), await codeOf(early)]).toEqual(['key_retired', undefined]);
  });
});

describe('uses', () => {
  const show = async (id: string) =>
    (await server.call('GET', `/v1/keys/${id}`, { key: server.keys.admin })).body;
  const iso = (at: number) => new Date(at).toISOString();

  test('the first stays the first, the last is the latest, refused requests of a fit key count too', async () => {
    const key = await plantKey(server.world, 'noahWhite');
    expect(await show(key.id)).toMatchObject({ firstUsedAt: null, lastUsedAt: null });
    await server.clock.advance(1000);
    expect((await server.call('GET', '/v1/users', { key: key.secret })).status).toBe(403);
    await server.clock.advance(1000);
    await server.call('GET', '/v1/whoami', { key: key.secret });
    const used = { firstUsedAt: iso(startOfTime + 1000), lastUsedAt: iso(startOfTime + 2000) };
    expect(await show(key.id)).toMatchObject(used);
  });

  test('a successor is pending until its first use, and active from then on', async () => {
    const successor = await plantKey(server.world, 'noahWhite', { key: { predecessorId } });
    expect(await show(successor.id)).toMatchObject({ status: 'pending' });
    await server.call('GET', '/v1/whoami', { key: successor.secret });
    expect(await show(successor.id)).toMatchObject({ status: 'active' });
  });

  test('a request that its key’s standing refuses is no use of it', async () => {
    const suspended = await plantKey(server.world, 'noahWhite', { lineage: { suspendedAt: 1 } });
    await server.call('GET', '/v1/whoami', { key: suspended.secret });
    expect(await show(suspended.id)).toMatchObject({ firstUsedAt: null, lastUsedAt: null });
  });
});
