/* Each status of a key, and what can be done to it there: the table that the server runs, asked of real requests. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type KeyChange, type KeyStatus, statusTable, usable } from '../../mock-server/src/keys/status.ts';
import { days, type KeyCalls, keyCalls } from '../support/key-calls.ts';
import { eventsOf } from '../support/log.ts';
import { plantKey, plantRotated, plantSibling } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
let keys: KeyCalls;
beforeEach(async () => {
  server = await startServer();
  keys = keyCalls(server);
});
afterEach(() => server.close());

const [past, future] = [startOfTime - 1, startOfTime + days(1)];

/** What makes a key of each status. */
const facts: Record<KeyStatus, Parameters<typeof plantKey>[2]> = {
  active: {},
  pending: { key: { predecessorId: 'key_000000000000' } },
  retiring: { key: { graceEndsAt: future } },
  retired: { key: { graceEndsAt: past } },
  not_yet_valid: { lineage: { notBefore: future } },
  expired: { lineage: { expiresAt: past } },
  suspended: { lineage: { suspendedAt: past } },
  awaiting_approval: { lineage: { approvedAt: null } },
  rejected: { lineage: { approvedAt: null, rejectedAt: past } },
  revoked: { key: { revokedAt: past, revocationReason: 'other' } },
};

const admin = () => server.keys.admin;
const changes: Record<KeyChange, (id: string) => ReturnType<KeyCalls['rotate']>> = {
  update: (id) =>
    server.call('PATCH', `/v1/keys/${id}`, {
      key: admin(),
      body: { name: 'Renamed' },
      headers: ['If-Match', '*'],
    }),
  rotate: (id) => keys.rotate(admin(), id),
  completeRotation: (id) => keys.complete(admin(), id) as never,
  cancelRotation: (id) => keys.cancel(admin(), id) as never,
  suspend: (id) => keys.suspend(admin(), id) as never,
  resume: (id) => keys.resume(admin(), id) as never,
  revoke: (id) => keys.revoke(admin(), id, { reason: 'other' }) as never,
};

const cells = statusTable.flatMap(({ status, allows }) =>
  (Object.keys(changes) as KeyChange[]).map((change) => ({
    status,
    change,
    allowed: allows.includes(change),
  })),
);

const refusalIn = (status: KeyStatus) =>
  status === 'revoked' ? 'key_already_revoked' : 'key_status_conflict';
const isAboutRotation = (change: KeyChange) => change === 'completeRotation' || change === 'cancelRotation';

describe.each(cells)('$change of a key that is $status', ({ status, change, allowed }) => {
  const refusal = refusalIn(status);

  test(allowed ? 'is done' : `is ${refusal}`, async () => {
    const key = isAboutRotation(change)
      ? await plantRotated(server.world, 'noahWhite', facts[status])
      : await plantKey(server.world, 'noahWhite', facts[status]);
    const before = await keys.show(key.id);
    expect(before.status).toBe(status);
    const answer = await changes[change](key.id);
    if (allowed) {
      expect([answer.status, answer.body.code]).toEqual([change === 'rotate' ? 201 : 200, undefined]);
      return;
    }
    expect([answer.status, answer.body.code]).toEqual([409, refusal]);
    expect(answer.body.detail).toContain(status.replaceAll('_', ' '));
    expect(await keys.show(key.id)).toEqual(before);
    expect(await eventsOf(server.world, answer)).toMatchObject([
      { outcome: 'refused', code: refusal, changes: [] },
    ]);
  });
});

test.each(cells.filter(({ change }) => isAboutRotation(change)))(
  '$change of a key that is $status and has no successor: there is no rotation, or its status is refused first',
  async ({ status, change, allowed }) => {
    const { id } = await plantKey(server.world, 'noahWhite', facts[status]);
    const before = await keys.show(id);
    const answer = await changes[change](id);
    expect([answer.status, answer.body.code]).toEqual([409, allowed ? 'no_rotation' : refusalIn(status)]);
    expect(await keys.show(id)).toEqual(before);
  },
);

test('rotate, while another key of the lineage works: rotation_in_progress where the key works itself', async () => {
  for (const { status } of statusTable) {
    const key = await plantKey(server.world, 'noahWhite', facts[status]);
    await plantSibling(server.world, key.lineage);
    const { code } = (await changes.rotate(key.id)).body;
    expect([status, code === 'rotation_in_progress']).toEqual([status, usable(status)]);
  }
});
