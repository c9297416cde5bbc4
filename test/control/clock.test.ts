import { afterEach, expect, test } from 'vitest';
import { worldTime } from '../../mock-server/src/control/clock.ts';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin } from '../../mock-server/src/fixtures/people.ts';
import type { ClockAdvanced } from '../../mock-server/src/generated/control-types.ts';
import { logOf } from '../support/log.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
afterEach(() => server.close());

const hour = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();

async function keyExpiring(expiresAt: number, name = 'Fading'): Promise<{ id: string; secret: string }> {
  const body = {
    name,
    purpose: 'Test',
    role: 'broker',
    ownerUserId: 'usr_000elenaRuiz',
    expiresAt: iso(expiresAt),
  };
  const created = await server.call<{ key: { id: string }; secret: string }>('POST', '/v1/keys', {
    key: server.keys.admin,
    body,
  });
  expect(created.status).toBe(201);
  return { ...created.body.key, secret: created.body.secret };
}

const advance = (body: object) => server.call<ClockAdvanced>('POST', '/_mock/clock/advance', { body });
const eventsOf = async (at: number) => {
  const target = '/v1/audit-events?limit=100';
  const { body } = await server.call<{ data: { at: string; actor: { type: string }; target?: string }[] }>(
    'GET',
    target,
    {
      key: server.keys.admin,
    },
  );
  return body.data.filter((event) => event.at === iso(at));
};

test('a frozen clock stands, and moves by seconds', async () => {
  server = await startServer();
  expect((await server.call('GET', '/_mock/clock')).body).toEqual({ now: iso(startOfTime), mode: 'frozen' });
  expect((await advance({ seconds: 90 })).body).toEqual({
    from: iso(startOfTime),
    now: iso(startOfTime + 90_000),
    fired: [],
    more: false,
  });
});

test('what falls due on the way happens in its order, each at its own time', async () => {
  server = await startServer();
  const late = await keyExpiring(startOfTime + 2 * hour);
  const early = await keyExpiring(startOfTime + hour);
  const { body } = await advance({ until: iso(startOfTime + 3 * hour) });
  expect(body).toEqual({
    from: iso(startOfTime),
    now: iso(startOfTime + 3 * hour),
    fired: [
      { at: iso(startOfTime + hour), kind: 'key.expired', target: early.id },
      { at: iso(startOfTime + 2 * hour), kind: 'key.expired', target: late.id },
    ],
    more: false,
  });
  expect(await eventsOf(startOfTime + hour)).toMatchObject([{ actor: { type: 'system' }, target: early.id }]);
  expect((await server.call('GET', '/v1/whoami', { key: early.secret })).body).toMatchObject({
    code: 'key_expired',
  });
});

test('toNext goes to what falls due next, and stands where nothing does', async () => {
  server = await startServer();
  // By then the last of the magic keys is overdue for its rotation, of which nothing more is told.
  const later = startOfTime + 90 * 24 * hour;
  await advance({ until: iso(later) });
  await keyExpiring(later + hour);
  expect((await advance({ toNext: true })).body).toMatchObject({ now: iso(later + hour), fired: [{}] });
  expect((await advance({ toNext: true })).body).toMatchObject({ now: iso(later + hour), fired: [] });
});

test('going back is refused, and nothing has changed', async () => {
  server = await startServer();
  const refused = await server.call('PUT', '/_mock/clock', {
    body: { now: iso(startOfTime - 1), mode: 'running' },
  });
  expect(refused).toMatchObject({ status: 422, body: { code: 'clock_backwards' } });
  expect(refused.body.detail).toContain(iso(startOfTime));
  expect(await advance({ until: iso(startOfTime - hour) })).toMatchObject({ status: 422 });
  expect((await server.call('GET', '/_mock/clock')).body).toEqual({ now: iso(startOfTime), mode: 'frozen' });
});

test('a move is an event of actor control', async () => {
  server = await startServer({ canary: false });
  await advance({ seconds: 60 });
  expect(await eventsOf(startOfTime + 60_000)).toMatchObject([
    { actor: { type: 'control' }, operationId: 'clock.advance', changes: [{ target: 'clock' }] },
  ]);
});

test('the clock is set running and frozen again', async () => {
  server = await startServer();
  const set = (body: object) => server.call<ClockAdvanced>('PUT', '/_mock/clock', { body });
  await set({ mode: 'running' });
  expect((await server.call('GET', '/_mock/clock')).body).toMatchObject({ mode: 'running' });
  const { body } = await set({ mode: 'frozen', now: iso(startOfTime + hour) });
  expect(body.now).toBe(iso(startOfTime + hour));
  expect((await server.call('GET', '/_mock/clock')).body).toEqual({ now: body.now, mode: 'frozen' });
});

test.each([
  [{}, '/body'],
  [{ seconds: 0 }, '/body'],
  [{ seconds: 1, toNext: true }, '/body'],
  [{ until: 'tomorrow' }, '/body'],
])('advance %j is refused', async (body, pointer) => {
  server = await startServer();
  const refused = await server.call('POST', '/_mock/clock/advance', { body });
  expect(refused).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
  expect(refused.body.errors![0]!.pointer.startsWith(pointer)).toBe(true);
});

test.each([
  ['PUT', '/_mock/clock', { now: '9999-01-01T00:00:00.000Z', mode: 'running' }, '/body/now'],
  ['POST', '/_mock/clock/advance', { until: '9999-12-31T23:59:59.999Z' }, '/body/until'],
  ['POST', '/_mock/clock/advance', { seconds: 315_360_000 }, '/body/seconds'],
] as const)(
  'attack: %s %s %j past the years that texts of time can name is refused, and nothing has changed',
  async (method, target, body, pointer) => {
    server = await startServer({ now: worldTime.latest - 1000 });
    const refused = await server.call(method, target, { body });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'validation_failed', errors: [{ pointer }] },
    });
    expect(refused.body.errors![0]!.detail).toContain('9998-12-31T23:59:59.999Z');
    expect((await server.call('GET', '/_mock/clock')).body).toEqual({
      now: iso(worldTime.latest - 1000),
      mode: 'frozen',
    });
  },
);

test('attack: toNext does not follow what falls due after the end of world time', async () => {
  server = await startServer({ now: worldTime.latest - 1000 });
  await keyExpiring(worldTime.latest + hour);
  expect(await advance({ toNext: true })).toMatchObject({
    status: 422,
    body: { code: 'validation_failed', errors: [{ pointer: '/body/toNext' }] },
  });
});

test('the clock can be moved to the last instant of world time, where keys can still be made', async () => {
  server = await startServer();
  const { body } = await server.call<ClockAdvanced>('PUT', '/_mock/clock', {
    body: { now: iso(worldTime.latest) },
  });
  expect(body.now).toBe('9998-12-31T23:59:59.999Z');
  await keyExpiring(worldTime.latest + 24 * hour);
});

test('refusals that were only counted are written before the clock moves', async () => {
  server = await startServer({ canary: false });
  for (let i = 0; i < 13; i++) await server.call('GET', '/v1/whoami', { key: server.keys.typo });
  await advance({ seconds: 3600 });
  const { body } = await server.call<{ data: { aggregate?: { count: number } }[] }>(
    'GET',
    '/v1/audit-events?limit=100',
    {
      key: server.keys.admin,
    },
  );
  expect(body.data.filter(({ aggregate }) => aggregate).map(({ aggregate }) => aggregate!.count)).toEqual([
    3,
  ]);
});

test('of more than a thousand things that fall due all happen, and the first thousand are listed', async () => {
  server = await startServer();
  const subject = fixtureId('key', 'agent');
  const rows = Array.from({ length: 1100 }, (_, i) => ({
    id: `due-${i}`,
    dueAt: startOfTime + i * hour,
    kind: 'key.rotation_due' as const,
    brokerageId: austin,
    ownerUserId: fixtureId('usr', 'noahWhite'),
    subject,
  }));
  await server.world.store.commit(
    { event: '"at":0}', schedules: [{ subject, at: 0, rows }] },
    startOfTime - 1,
  );
  const { body } = await advance({ seconds: 90 * 86_400 });
  expect(body.fired).toHaveLength(1000);
  expect(body.fired.map(({ at }) => at)).toEqual(body.fired.map(({ at }) => at).toSorted());
  expect(body.more).toBe(true);
  const told = (await logOf(server.world)).filter(({ target }) => target === subject);
  expect(told.map(({ at }) => at)).toEqual(rows.map(({ dueAt }) => iso(dueAt)));
});
