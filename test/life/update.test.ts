import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { days, hours, iso, type KeyCalls, keyCalls } from '../support/key-calls.ts';
import { eventsOf, logOf } from '../support/log.ts';
import { everything, type PlantedKey, plantKey, plantSibling } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';
import { createGate } from '../verification/gate.ts';
import { beforeSlowCommit, slow } from '../verification/held.ts';

let server: QaServer;
let keys: KeyCalls;
let key: PlantedKey;
beforeEach(async () => {
  server = await startServer();
  keys = keyCalls(server);
  key = await plantKey(server.world, 'noahWhite');
});
afterEach(() => server.close());

const at = (ms: number) => iso(startOfTime + ms);
const update = (body: object, id = key.id) => keys.update(server.keys.broker, id, body);
const get = (id = key.id) => server.call('GET', `/v1/keys/${id}`, { key: server.keys.broker });

/** All that can be taken back, and what it is then. */
const given = {
  scopes: ['properties:read'],
  notBefore: at(-hours(1)),
  expiresAt: at(days(30)),
  ipAllowlist: ['127.0.0.1'],
  limits: { lineage: 100 },
  rotation: { policy: 'enforce' },
};

describe('what is sent', () => {
  test('is written, and nothing else', async () => {
    const before = await keys.show(key.id);
    const change = {
      name: 'Nächtlicher Abgleich',
      purpose: 'CRM ⇄ listings',
      ...given,
      metadata: { a: 'b' },
    };
    const answer = await update(change);
    expect([answer.status, answer.body]).toEqual([200, { ...before, ...change }]);
    expect(await keys.show(key.id)).toEqual(answer.body);
  });

  test('is taken back by null, and what is left out stays', async () => {
    const before = await keys.show(key.id);
    await update(given);
    for (const name of Object.keys(given)) {
      const { body } = await update({ [name]: null });
      expect(body).toMatchObject({ [name]: null });
    }
    expect(await keys.show(key.id)).toEqual(before);
  });

  test('replaces metadata and limits as a whole', async () => {
    await update({ metadata: { system: 'crm', ticket: 'OPS-1' } });
    expect((await update({ metadata: { system: 'website' } })).body.metadata).toEqual({ system: 'website' });
    expect((await update({ metadata: {} })).body.metadata).toEqual({});
  });

  test.each(['name', 'purpose', 'metadata'])('cannot take back %s', async (name) => {
    const { status, body } = await update({ [name]: null });
    expect([status, body]).toMatchObject([422, { errors: [{ pointer: `/body/${name}` }] }]);
  });

  test('is held against what stands already: a beginning, and an end', async () => {
    await update({ notBefore: at(hours(2)), expiresAt: at(hours(4)) });
    const faultOf = async (body: object) => (await update(body)).body.errors;
    expect(await faultOf({ notBefore: at(hours(4)) })).toEqual([
      { pointer: '/body/notBefore', detail: `is not before expiresAt, ${at(hours(4))}` },
    ]);
    expect(await faultOf({ expiresAt: at(hours(2)) })).toEqual([
      { pointer: '/body/expiresAt', detail: `is not after notBefore, ${at(hours(2))}` },
    ]);
    expect((await update({ notBefore: null, expiresAt: at(hours(2)) })).status).toBe(200);
  });

  test('is something', async () => {
    expect((await update({})).body).toMatchObject({ code: 'validation_failed' });
  });

  test('acts on the next request', async () => {
    const whoami = () => server.call('GET', '/v1/whoami', { key: key.secret });
    const quota = async () =>
      (await whoami()).body as unknown as { limits: { policy: string; quota: number }[] };
    expect((await quota()).limits).toContainEqual(expect.objectContaining({ policy: 'lineage', quota: 600 }));
    await update({ limits: { lineage: 7 }, scopes: ['leads:read'] });
    expect(await quota()).toMatchObject({ permissions: ['leads:read'] });
    expect((await quota()).limits).toContainEqual(
      expect.objectContaining({ policy: 'lineage', quota: 7, remaining: 4 }),
    );
    await update({ notBefore: at(1) });
    expect((await whoami()).body).toMatchObject({ code: 'key_not_yet_valid' });
  });

  test('holds for every key of the lineage', async () => {
    const sibling = await plantSibling(server.world, key.lineage, { predecessorId: key.id });
    await update({ name: 'Renamed' });
    expect(await keys.show(sibling.id)).toMatchObject({ name: 'Renamed' });
  });
});

describe('the version', () => {
  test('that was read lets the change through, and the answer names the one to go on from', async () => {
    const read = await get();
    const first = await keys.update(server.keys.broker, key.id, { name: 'One' }, [
      'If-Match',
      read.headers.get('ETag')!,
    ]);
    expect(first.headers.get('ETag')).toBe((await get()).headers.get('ETag'));
    const next = ['If-Match', first.headers.get('ETag')!];
    expect((await keys.update(server.keys.broker, key.id, { name: 'Two' }, next)).status).toBe(200);
    expect((await keys.update(server.keys.broker, key.id, { name: 'Three' }, next)).body.code).toBe(
      'precondition_failed',
    );
    expect(await keys.show(key.id)).toMatchObject({ name: 'Two' });
  });

  test('is needed', async () => {
    const { status } = await keys.update(server.keys.broker, key.id, { name: 'One' }, []);
    expect([status, await keys.show(key.id)]).toMatchObject([428, { name: key.lineage.name }]);
  });

  test('is another after a change to the key itself', async () => {
    const read = await get();
    await server.call('GET', '/v1/whoami', { key: key.secret });
    const late = await keys.update(server.keys.broker, key.id, { name: 'One' }, [
      'If-Match',
      read.headers.get('ETag')!,
    ]);
    expect(late.body.code).toBe('precondition_failed');
  });
});

describe('the event', () => {
  test('shows what has changed, before and after', async () => {
    const answer = await update({ name: 'Renamed', limits: { lineage: 60 } });
    expect(await eventsOf(server.world, answer)).toMatchObject([
      {
        operationId: 'keys.update',
        target: key.id,
        changes: [
          {
            target: key.id,
            before: { name: key.lineage.name, limits: null },
            after: { name: 'Renamed', limits: { lineage: 60 } },
          },
        ],
      },
    ]);
    expect((await eventsOf(server.world, answer))[0]!.changes[0]!.before).toEqual({
      name: key.lineage.name,
      limits: null,
    });
  });

  test('of what changes nothing is there, without a change, and the version stays', async () => {
    await update({ ...given, metadata: { a: 'b' } });
    const before = await get();
    const answer = await update({ ...given, ipAllowlist: ['::ffff:127.0.0.1'], metadata: { a: 'b' } });
    expect([answer.status, answer.body]).toEqual([200, before.body]);
    expect(answer.headers.get('ETag')).toBe(before.headers.get('ETag'));
    expect(await eventsOf(server.world, answer)).toMatchObject([
      { outcome: 'allowed', target: key.id, changes: [] },
    ]);
  });
});

describe('what falls due', () => {
  const fired = async (ms: number) =>
    (await server.clock.advance(ms)).filter(({ target }) => target !== undefined);
  const make = async (body: object) => (await keys.create(server.keys.broker, body)).body;

  test('comes at the time that an expiry was moved to, and not at the old one', async () => {
    const later = await make({ expiresAt: at(hours(1)) });
    const sooner = await make({ expiresAt: at(hours(9)) });
    const never = await make({ expiresAt: at(hours(1)) });
    await update({ expiresAt: at(hours(5)) }, later.key.id);
    await update({ expiresAt: at(hours(3)) }, sooner.key.id);
    await update({ expiresAt: null }, never.key.id);
    const kind = 'key.expired';
    expect(await fired(hours(10))).toEqual([
      { at: startOfTime + hours(3), kind, target: sooner.key.id },
      { at: startOfTime + hours(5), kind, target: later.key.id },
    ]);
    expect([await keys.codeOf(never.secret), await keys.codeOf(later.secret)]).toEqual([
      undefined,
      'key_expired',
    ]);
  });

  test('comes for each key of the lineage that is not revoked', async () => {
    const made = await make({});
    const { lineage } = server.world.store.tenant.key(everything, made.key.id)!;
    const sibling = await plantSibling(server.world, lineage, { predecessorId: made.key.id, firstUsedAt: 1 });
    await plantSibling(server.world, lineage, { revokedAt: 1, revocationReason: 'other' });
    await update({ notBefore: at(hours(1)), expiresAt: at(hours(2)) }, sibling.id);
    const targets = [made.key.id, sibling.id].sort();
    expect(await fired(hours(3))).toEqual(
      ['key.valid', 'key.expired'].flatMap((kind, i) =>
        targets.map((target) => ({ at: startOfTime + hours(i + 1), kind, target })),
      ),
    );
  });
});

describe('may be changed or not, as its status says', () => {
  const ended = (facts: Parameters<typeof plantKey>[2]) => plantKey(server.world, 'noahWhite', facts);
  const revision = ['If-Match', '"999"'];

  test.each([
    ['suspended', { lineage: { suspendedAt: 1 } }],
    ['not_yet_valid', { lineage: { notBefore: startOfTime + 1 } }],
    ['retiring', { key: { graceEndsAt: startOfTime + 1 } }],
    ['pending', { key: { predecessorId: fixtureId('key', 'agent') } }],
    ['active', {}],
  ])('%s: it may', async (status, facts) => {
    const { id } = await ended(facts);
    expect((await update({ name: 'Renamed' }, id)).body).toMatchObject({ status, name: 'Renamed' });
  });

  test.each([
    ['revoked', 'key_already_revoked', { key: { revokedAt: 1, revocationReason: 'other' } }],
    ['expired', 'key_status_conflict', { lineage: { expiresAt: startOfTime } }],
    ['retired', 'key_status_conflict', { key: { graceEndsAt: startOfTime } }],
    ['awaiting_approval', 'key_status_conflict', { lineage: { approvedAt: null } }],
    ['rejected', 'key_status_conflict', { lineage: { approvedAt: null, rejectedAt: 1 } }],
  ])('%s: it may not, in whatever version and with whatever input', async (status, code, facts) => {
    const { id } = await ended(facts);
    for (const headers of [['If-Match', '*'], revision]) {
      const answer = await keys.update(server.keys.broker, id, { expiresAt: at(-1) }, headers);
      expect([answer.status, answer.body.code]).toEqual([409, code]);
    }
    expect(await keys.show(id)).toMatchObject({ status, name: key.lineage.name });
  });
});

describe('at once with something else', () => {
  const late = (body: object, headers = ['If-Match', '*']) =>
    keys.update(server.keys.admin, key.id, body, [...headers, ...slow]);
  async function while_(
    happens: () => Promise<{ status: number }>,
    request: () => ReturnType<typeof late>,
    status = 200,
  ) {
    const gate = createGate();
    beforeSlowCommit(server.world.store, () => gate.pass());
    const held = request();
    await gate.held();
    expect((await happens()).status).toBe(status);
    gate.open();
    return held;
  }

  test('another change to the same version: one is made', async () => {
    const etag = (await get()).headers.get('ETag')!;
    const answer = await while_(
      () => update({ name: 'Early' }),
      () => late({ name: 'Late' }, ['If-Match', etag]),
    );
    expect([answer.body.code, (await keys.show(key.id)).name]).toEqual(['precondition_failed', 'Early']);
  });

  test('another change to any version: both are made, the second on top of the first', async () => {
    await while_(
      () => update({ name: 'Early', purpose: 'Early' }),
      () => late({ name: 'Late' }),
    );
    expect(await keys.show(key.id)).toMatchObject({ name: 'Late', purpose: 'Early' });
  });

  test('its revocation: the change comes too late, and nothing falls due for it', async () => {
    const revoke = () => keys.revoke(server.keys.broker, key.id, { reason: 'keyCompromise' });
    const answer = await while_(revoke, () => late({ expiresAt: at(hours(1)) }));
    expect([answer.status, answer.body.code]).toEqual([409, 'key_already_revoked']);
    expect(await keys.show(key.id)).toMatchObject({ expiresAt: null });
    expect(await server.clock.advance(hours(2))).toEqual([]);
  });

  test('its rotation: the successor gets the new expiry, and its events', async () => {
    let successor = '';
    const rotate = async () => {
      const answer = await keys.rotate(server.keys.broker, key.id);
      successor = answer.body.key.id;
      return answer;
    };
    await while_(rotate, () => late({ expiresAt: at(hours(1)) }), 201);
    expect(await keys.show(successor)).toMatchObject({ expiresAt: at(hours(1)) });
    const kind = 'key.expired';
    const fired = (await server.clock.advance(hours(2))).filter((one) => one.kind === kind);
    expect(fired.map(({ target }) => target)).toEqual([key.id, successor].sort());
  });

  test('the narrowing of the writer: what it may write is asked anew', async () => {
    const writer = await plantKey(server.world, 'elenaRuiz', { key: { firstUsedAt: 1 } });
    const request = () =>
      keys.update(writer.secret, key.id, { scopes: ['leads:read'] }, ['If-Match', '*', ...slow]);
    const narrow = () => update({ scopes: ['keys:write', 'properties:read'] }, writer.id);
    expect((await while_(narrow, request)).body.code).toBe('scope_outside_role');
    expect(await keys.show(key.id)).toMatchObject({ scopes: null });
  });
});

describe('one admin key that lasts stays', () => {
  const later = { notBefore: at(hours(1)) };
  const [admin, second] = [fixtureId('key', 'admin'), fixtureId('key', 'secondAdmin')];

  test('the only one beside a key that is about to end cannot be put off', async () => {
    const ending = await plantKey(server.world, 'adaMoreno', {
      key: { graceEndsAt: startOfTime + hours(1) },
    });
    expect((await keys.update(server.keys.secondAdmin, admin, later)).status).toBe(200);
    const answer = await keys.update(ending.secret, second, later);
    expect([answer.status, answer.body.code]).toEqual([409, 'last_admin_key']);
    expect((await keys.update(ending.secret, second, { name: 'Renamed' })).status).toBe(200);
  });

  test('two administrators put each other off at once: one is left', async () => {
    const gate = createGate();
    beforeSlowCommit(server.world.store, () => gate.pass());
    const late = keys.update(server.keys.admin, second, later, ['If-Match', '*', ...slow]);
    await gate.held();
    const early = await keys.update(server.keys.secondAdmin, admin, later);
    gate.open();
    expect([early.status, (await late).body.code]).toEqual([200, 'key_not_yet_valid']);
    expect(await keys.codeOf(server.keys.secondAdmin)).toBeUndefined();
  });
});

test('a repeated change is answered again, and made once', async () => {
  const headers = ['If-Match', '*', 'Idempotency-Key', 'one'];
  const first = await keys.update(server.keys.broker, key.id, { name: 'Once' }, headers);
  await update({ name: 'Between' });
  const again = await keys.update(server.keys.broker, key.id, { name: 'Once' }, headers);
  expect([again.status, again.body, again.headers.get('ETag')]).toEqual([
    200,
    first.body,
    first.headers.get('ETag'),
  ]);
  expect(await keys.show(key.id)).toMatchObject({ name: 'Between' });
  const changed = (await logOf(server.world)).filter(
    ({ operationId, changes }) => operationId === 'keys.update' && changes.length > 0,
  );
  expect(changed).toHaveLength(2);
});

test('a longest lifetime counts from when the lineage was made, and is asked about where an end is written', async () => {
  const ruled = await startServer({ keyRules: { rotation: 'advise', maximumLifetimeDays: { agent: 90 } } });
  const old = await plantKey(ruled.world, 'noahWhite', { lineage: { createdAt: startOfTime - days(80) } });
  const change = (body: object) => keyCalls(ruled).update(ruled.keys.admin, old.id, body);
  expect((await change({ name: 'Renamed' })).body).toMatchObject({ name: 'Renamed', expiresAt: null });
  expect((await change({ expiresAt: at(days(10) + 1) })).body.errors).toMatchObject([
    { detail: expect.stringContaining(`90 days at most, so until ${at(days(10))}`) },
  ]);
  expect((await change({ expiresAt: at(days(10)) })).status).toBe(200);
  await ruled.close();
});
