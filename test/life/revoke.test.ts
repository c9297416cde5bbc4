import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { eventsOf, logOf } from '../support/log.ts';
import { deactivateUser, type PlantedKey, plantKey, plantSibling } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { createGate } from '../verification/gate.ts';
import { beforeSlowCommit, slow } from '../verification/held.ts';

let server: QaServer;
let key: PlantedKey;
beforeEach(async () => {
  server = await startServer();
  key = await plantKey(server.world, 'noahWhite');
});
afterEach(() => server.close());

interface Receipt {
  readonly keyId: string;
  readonly effectiveAt: string;
  readonly lastAcceptedRequest: {
    readonly requestId: string;
    readonly sequence: number;
    readonly at: string;
  } | null;
  readonly otherUsableKeys: readonly string[];
  readonly code?: string;
}
const whoami = (secret = key.secret) => server.call('GET', '/v1/whoami', { key: secret });
const revoke = (by: string, id = key.id, sent: { body?: object; headers?: readonly string[] } = {}) =>
  server.call<Receipt>('POST', `/v1/keys/${id}/revoke`, { key: by, body: { reason: 'other' }, ...sent });
const statusOf = async (id = key.id) =>
  (await server.call<{ status: string }>('GET', `/v1/keys/${id}`, { key: server.keys.admin })).body.status;

describe('the receipt', () => {
  test('says what was done, when, by whom and why, and the record says the same', async () => {
    await server.clock.advance(5000);
    const body = { reason: 'keyCompromise', note: 'Found in the log of a build' };
    const receipt = await revoke(server.keys.broker, key.id, { body });
    const effectiveAt = new Date(server.clock.now()).toISOString();
    expect([receipt.status, receipt.body]).toEqual([
      200,
      {
        keyId: key.id,
        effectiveAt,
        lastAcceptedRequest: null,
        reason: 'keyCompromise',
        revokedBy: fixtureId('key', 'broker'),
        otherUsableKeys: [],
      },
    ]);
    const shown = await server.call('GET', `/v1/keys/${key.id}`, { key: server.keys.broker });
    expect(shown.body).toMatchObject({
      status: 'revoked',
      revokedAt: effectiveAt,
      revocation: { ...body, byKeyId: fixtureId('key', 'broker') },
    });
  });

  test('names the last request that was allowed: not one that was refused, nor another key’s', async () => {
    await whoami();
    await server.clock.advance(1000);
    const last = await whoami();
    await server.clock.advance(1000);
    await server.call('GET', '/v1/keys', { key: key.secret });
    await whoami(`${key.secret}x`);
    await whoami(server.keys.agent);
    const { body } = await revoke(server.keys.broker);
    const [event] = await eventsOf(server.world, last);
    const { requestId, sequence, at } = event!;
    expect(body.lastAcceptedRequest).toEqual({ requestId, sequence, at });
  });

  test('is the same when it is repeated, whatever happened meanwhile', async () => {
    await whoami();
    const headers = ['Idempotency-Key', 'one'];
    const first = await revoke(server.keys.broker, key.id, { headers });
    await whoami();
    const again = await revoke(server.keys.broker, key.id, { headers });
    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  test('names the other keys of the lineage that still work', async () => {
    const { lineage } = key;
    const { world } = server;
    const works = await plantSibling(world, lineage, { predecessorId: key.id });
    const retiring = await plantSibling(world, lineage, { graceEndsAt: server.clock.now() + 1 });
    await plantSibling(world, lineage, { graceEndsAt: server.clock.now() });
    await plantSibling(world, lineage, { revokedAt: 1, revocationReason: 'other' });
    await plantKey(world, 'noahWhite');
    const { body } = await revoke(server.keys.broker);
    expect(body.otherUsableKeys.toSorted()).toEqual([works.id, retiring.id].sort());
    expect((await whoami(works.secret)).status).toBe(200);
  });
});

test('the event shows the record before and after', async () => {
  const receipt = await revoke(server.keys.broker, key.id, { body: { reason: 'superseded' } });
  expect(await eventsOf(server.world, receipt)).toMatchObject([
    {
      operationId: 'keys.revoke',
      target: key.id,
      changes: [
        {
          target: key.id,
          before: { status: 'active', revokedAt: null, revocation: null },
          after: { status: 'revoked', revocation: { reason: 'superseded', note: null } },
        },
      ],
    },
  ]);
});

test('revoked already: 409, and the first revocation stands', async () => {
  await revoke(server.keys.broker, key.id, { body: { reason: 'superseded' } });
  const again = await revoke(server.keys.admin, key.id, { body: { reason: 'keyCompromise' } });
  expect([again.status, again.body.code]).toEqual([409, 'key_already_revoked']);
  const shown = await server.call('GET', `/v1/keys/${key.id}`, { key: server.keys.admin });
  expect(shown.body).toMatchObject({ revocation: { reason: 'superseded' } });
});

test('two revoke one key at once: one receipt, one 409', async () => {
  const gate = createGate();
  beforeSlowCommit(server.world.store, () => gate.pass());
  const late = revoke(server.keys.admin, key.id, { headers: slow });
  await gate.held();
  expect((await revoke(server.keys.broker)).status).toBe(200);
  gate.open();
  expect((await late).body.code).toBe('key_already_revoked');
});

test('expired, retired and suspended keys can be revoked all the same', async () => {
  for (const facts of [
    { lineage: { expiresAt: 1 } },
    { key: { graceEndsAt: 1 } },
    { lineage: { suspendedAt: 1 } },
  ]) {
    const ended = await plantKey(server.world, 'noahWhite', facts);
    expect((await revoke(server.keys.broker, ended.id)).status).toBe(200);
    expect(await statusOf(ended.id)).toBe('revoked');
  }
});

describe('a key that revokes itself', () => {
  test('ends its lineage, predecessor and successor alike, each with its change in the one event', async () => {
    const sibling = await plantSibling(server.world, key.lineage, { predecessorId: key.id });
    const receipt = await revoke(key.secret);
    expect(receipt.body).toMatchObject({ keyId: key.id, lastAcceptedRequest: null, otherUsableKeys: [] });
    expect([await statusOf(), await statusOf(sibling.id)]).toEqual(['revoked', 'revoked']);
    const [event] = await eventsOf(server.world, receipt);
    expect(event!.changes.map(({ target }) => target).sort()).toEqual([key.id, sibling.id].sort());
    expect((await whoami(sibling.secret)).body).toMatchObject({ code: 'key_revoked' });
  });

  test('with its very first request: first use and end are one change', async () => {
    await revoke(key.secret);
    const shown = await server.call('GET', `/v1/keys/${key.id}`, { key: server.keys.admin });
    const at = new Date(server.clock.now()).toISOString();
    expect(shown.body).toMatchObject({ status: 'revoked', firstUsedAt: at, revokedAt: at });
  });

  test('gets its own last request in the receipt', async () => {
    const last = await whoami();
    const { body } = await revoke(key.secret);
    expect(body.lastAcceptedRequest!.requestId).toBe(last.headers.get('Request-Id'));
  });

  test('leaves what was revoked before as it was', async () => {
    const before = await plantSibling(server.world, key.lineage, {
      revokedAt: 1,
      revocationReason: 'superseded',
    });
    await revoke(key.secret);
    const shown = await server.call('GET', `/v1/keys/${before.id}`, { key: server.keys.admin });
    expect(shown.body).toMatchObject({
      revokedAt: new Date(1).toISOString(),
      revocation: { reason: 'superseded' },
    });
  });
});

describe('one usable admin key stays', () => {
  const [admin, second] = [fixtureId('key', 'admin'), fixtureId('key', 'secondAdm')];

  test('the last one cannot be revoked, by itself or with others left that are of no use', async () => {
    const facts = { lineage: { expiresAt: 1 } };
    await plantKey(server.world, 'samOkafor', facts);
    await plantKey(server.world, 'samOkafor', { key: { revokedAt: 1, revocationReason: 'other' } });
    expect((await revoke(server.keys.admin, second)).status).toBe(200);
    const last = await revoke(server.keys.admin, admin);
    expect([last.status, last.body.code]).toEqual([409, 'last_admin_key']);
    expect((await whoami(server.keys.admin)).status).toBe(200);
  });

  test('an admin key that is of no use can be revoked beside the last', async () => {
    await revoke(server.keys.admin, second);
    const expired = await plantKey(server.world, 'samOkafor', { lineage: { expiresAt: 1 } });
    expect((await revoke(server.keys.admin, expired.id)).status).toBe(200);
  });

  test('a lineage of two, the only one, cannot end itself', async () => {
    await revoke(server.keys.secondAdmin, admin);
    const both = await plantKey(server.world, 'samOkafor');
    await plantSibling(server.world, both.lineage, { predecessorId: both.id });
    await revoke(both.secret, second);
    expect((await revoke(both.secret, both.id)).body.code).toBe('last_admin_key');
    expect((await whoami(both.secret)).status).toBe(200);
  });

  test('the last one ends all the same, where it is said so', async () => {
    await revoke(server.keys.admin, second);
    const answer = await revoke(server.keys.admin, admin, { body: { reason: 'other', force: true } });
    expect([answer.status, answer.body.keyId]).toEqual([200, admin]);
    expect((await whoami(server.keys.admin)).body.code).toBe('key_revoked');
  });

  test('a key that is to end, or of an owner who was deactivated, is none that stays', async () => {
    const planned = { body: { reason: 'other', graceSeconds: 600 } };
    expect((await revoke(server.keys.admin, second, planned)).status).toBe(200);
    expect((await revoke(server.keys.secondAdmin, admin)).body.code).toBe('last_admin_key');
  });

  test('a deactivated administrator’s key is no loss', async () => {
    await deactivateUser(server.world, fixtureId('usr', 'samOkafor'));
    expect((await revoke(server.keys.admin, second)).status).toBe(200);
    expect((await revoke(server.keys.admin, admin)).body.code).toBe('last_admin_key');
  });

  test('two administrators plan each other’s end at once: one stays', async () => {
    const planned = { reason: 'other', graceSeconds: 600 };
    const gate = createGate();
    beforeSlowCommit(server.world.store, () => gate.pass());
    const late = revoke(server.keys.admin, second, { body: planned, headers: slow });
    await gate.held();
    expect((await revoke(server.keys.secondAdmin, admin, { body: planned })).status).toBe(200);
    gate.open();
    expect((await late).body.code).toBe('last_admin_key');
    await server.clock.advance(600_000);
    expect((await whoami(server.keys.secondAdmin)).status).toBe(200);
  });

  test('two administrators revoke each other at once: one is left', async () => {
    const gate = createGate();
    beforeSlowCommit(server.world.store, () => gate.pass());
    const late = revoke(server.keys.admin, second, { headers: slow });
    await gate.held();
    const early = await revoke(server.keys.secondAdmin, admin);
    gate.open();
    expect([early.status, (await late).status]).toEqual([200, 401]);
    expect((await whoami(server.keys.secondAdmin)).status).toBe(200);
  });

  test('three administrators end themselves at once: one is left', async () => {
    const third = await plantKey(server.world, 'samOkafor');
    const gate = createGate();
    beforeSlowCommit(server.world.store, () => gate.pass());
    const late = revoke(server.keys.admin, admin, { headers: slow });
    const later = revoke(server.keys.secondAdmin, second, { headers: slow });
    await gate.held(2);
    expect((await revoke(third.secret, third.id)).status).toBe(200);
    gate.open();
    const answers = [await late, await later];
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.map(({ body }) => body.code).filter(Boolean)).toEqual(['last_admin_key']);
    const log = await logOf(server.world);
    expect(
      log.filter(({ outcome, operationId }) => operationId === 'keys.revoke' && outcome === 'allowed'),
    ).toHaveLength(2);
  });
});
