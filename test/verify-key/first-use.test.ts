/* A successor that is verified was received by who has it, so its predecessor's grace begins, as with a request. */
import { randomBytes } from 'node:crypto';
import { formatKey } from '@homestar/sdk/internal';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logOf } from '../support/log.ts';
import { amend, commit, everything, type PlantedKey, plantKey, plantSibling } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';
import { createGate } from '../verification/gate.ts';
import { beforeSlowCommit, slow } from '../verification/held.ts';
import { verify } from './verifying.ts';

let server: QaServer;
let old: PlantedKey;
let successor: PlantedKey;
beforeEach(async () => {
  server = await startServer();
  old = await plantKey(server.world, 'noahWhite', { key: { firstUsedAt: startOfTime - 1 } });
  successor = await succeed(old);
});
afterEach(() => server.close());

async function succeed(predecessor: PlantedKey): Promise<PlantedKey> {
  const made = await plantSibling(server.world, predecessor.lineage, {
    predecessorId: predecessor.id,
    graceSeconds: 3600,
  });
  const { key } = server.world.store.tenant.key(everything, predecessor.id)!;
  const row = { ...key, successorId: made.id };
  await commit(server.world, { table: 'keys', row, from: key.revision });
  return made;
}

const shown = async ({ id }: PlantedKey) =>
  (await server.call('GET', `/v1/keys/${id}`, { key: server.keys.admin })).body;
const iso = (at: number) => new Date(at).toISOString();
const ask = (wants: Parameters<typeof verify>[3] = {}, by = server.keys.broker) =>
  verify(server, by, successor.secret, wants);

test('valid: it counts as used, the predecessor is retiring, and the owner is told', async () => {
  expect((await ask()).body.valid).toBe(true);
  expect(await shown(successor)).toMatchObject({ status: 'active', firstUsedAt: iso(startOfTime) });
  const graceEndsAt = iso(startOfTime + 3_600_000);
  expect(await shown(old)).toMatchObject({ status: 'retiring', graceEndsAt });
  await server.clock.advance(3_600_000);
  const told = (await logOf(server.world)).filter(({ actor }) => actor.type === 'system');
  expect(told).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        target: successor.id,
        notice: expect.objectContaining({ kind: 'key.successor_used' }),
      }),
      expect.objectContaining({
        target: old.id,
        notice: expect.objectContaining({ kind: 'key.grace_ended' }),
      }),
    ]),
  );
  expect((await server.call('GET', '/v1/whoami', { key: old.secret })).body.code).toBe('key_retired');
});

test('the second time changes nothing more', async () => {
  await ask();
  await server.clock.advance(1000);
  await ask();
  expect(await shown(successor)).toMatchObject({ firstUsedAt: iso(startOfTime) });
  expect(await shown(old)).toMatchObject({ graceEndsAt: iso(startOfTime + 3_600_000) });
});

test.each<[string, Parameters<typeof verify>[3]]>([
  ['by its address', {}],
  ['by a permission', { ipAddress: '192.0.2.1', permission: 'keys:write' }],
  ['by its allowance', { ipAddress: '192.0.2.1', permission: 'leads:read' }],
])('refused %s: the grace does not begin', async (why, wants) => {
  await amend(server.world, successor, {
    ipAllowlist: '["192.0.2.1"]',
    ...(why.includes('allowance') && { limits: '{"lineage":0}' }),
  });
  expect((await ask(wants)).body.valid).toBe(false);
  expect(await shown(successor)).toMatchObject({ status: 'pending', firstUsedAt: null });
  expect(await shown(old)).toMatchObject({ status: 'active', graceEndsAt: null });
});

test('a thief who knows the successor’s id alone starts nothing', async () => {
  const guess = formatKey('test', successor.id.slice('key_'.length), randomBytes(32));
  expect((await verify(server, server.keys.broker, guess)).body.valid).toBe(false);
  expect(await shown(old)).toMatchObject({ graceEndsAt: null });
});

test('only looking, with a cost of 0, counts as used too: it was shown to work', async () => {
  expect((await ask({ cost: 0 })).body.valid).toBe(true);
  expect(await shown(old)).toMatchObject({ status: 'retiring' });
});

test('two at once: both valid, one first use', async () => {
  const answers = await Promise.all([ask(), ask(), ask({}, server.keys.admin)]);
  expect(answers.map(({ body }) => body.valid)).toEqual([true, true, true]);
  expect(await shown(old)).toMatchObject({ graceEndsAt: iso(startOfTime + 3_600_000) });
});

test('revoked between the checks and the commit: it is not called valid, nor used', async () => {
  const gate = createGate();
  beforeSlowCommit(server.world.store, () => gate.pass());
  const late = ask({ headers: slow });
  await gate.held();
  const body = { reason: 'keyCompromise' };
  const revoked = await server.call('POST', `/v1/keys/${successor.id}/revoke`, {
    key: server.keys.admin,
    body,
  });
  expect(revoked.status).toBe(200);
  gate.open();
  expect((await late).body).toMatchObject({ valid: false, code: 'key_revoked' });
  expect(await shown(successor)).toMatchObject({ firstUsedAt: null });
  expect(await shown(old)).toMatchObject({ graceEndsAt: null });
});

test.each<[string, () => Promise<unknown>, string]>([
  ['suspended', () => amend(server.world, old, { suspendedAt: startOfTime }), 'key_suspended'],
  [
    'its brokerage closed',
    () =>
      server.call('POST', `/v1/brokerages/${old.lineage.brokerageId}/close`, {
        key: server.keys.admin,
        body: {},
      }),
    'brokerage_closed',
  ],
  [
    'its owner deactivated',
    () =>
      server.call('POST', `/v1/users/${old.lineage.ownerUserId}/deactivate`, {
        key: server.keys.admin,
        body: {},
      }),
    'owner_deactivated',
  ],
])('a used key, %s between the checks and the commit, is not called valid', async (_, end, code) => {
  const gate = createGate();
  beforeSlowCommit(server.world.store, () => gate.pass());
  const late = verify(server, server.keys.admin, old.secret, { headers: slow });
  await gate.held();
  await end();
  gate.open();
  expect((await late).body).toMatchObject({ valid: false, code });
});

test('the old key itself, a broker’s, verifies its successor', async () => {
  const first = await plantKey(server.world, 'elenaRuiz');
  const second = await succeed(first);
  expect((await verify(server, first.secret, second.secret)).body.valid).toBe(true);
  expect(await shown(first)).toMatchObject({ status: 'retiring', firstUsedAt: iso(startOfTime) });
  expect(await shown(second)).toMatchObject({ status: 'active', firstUsedAt: iso(startOfTime) });
});

test('the successor’s first request of all verifies itself, or the key before it: the grace begins once', async () => {
  for (const which of ['itself', 'before'] as const) {
    const first = await plantKey(server.world, 'elenaRuiz');
    const second = await succeed(first);
    const asked = which === 'itself' ? second : first;
    expect((await verify(server, second.secret, asked.secret)).body.valid).toBe(true);
    expect(await shown(second)).toMatchObject({ status: 'active', firstUsedAt: iso(startOfTime) });
    expect(await shown(first)).toMatchObject({
      status: 'retiring',
      graceEndsAt: iso(startOfTime + 3_600_000),
    });
  }
});

test('no secret is in the event of any of it', async () => {
  await ask();
  const log = JSON.stringify(await logOf(server.world));
  for (const { secret } of [old, successor]) expect(log).not.toContain(secret.split('_')[3]!.slice(0, 12));
});
