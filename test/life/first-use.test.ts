/* The first use of a successor: what counts as one, and what it brings about, once. */
import { randomBytes } from 'node:crypto';
import { formatKey } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';
import { hours, iso, type KeyCalls, keyCalls, type Rotated } from '../support/key-calls.ts';
import { eventsOf, logOf } from '../support/log.ts';
import { newListing } from '../support/new-listing.ts';
import { amend, closeBrokerage, deactivateUser, type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';
import { createGate } from '../verification/gate.ts';
import { beforeSlowCommit, slow, upload } from '../verification/held.ts';

let server: QaServer;
let keys: KeyCalls;
let old: PlantedKey;
let next: Rotated;
beforeEach(() => begin());
afterEach(() => server.close());

async function begin(options: Parameters<typeof startServer>[0] = {}) {
  server = await startServer(options);
  keys = keyCalls(server);
  old = await plantKey(server.world, 'noahWhite');
  next = (await keys.rotate(server.keys.broker, old.id)).body;
}

async function again(options: Parameters<typeof startServer>[0]) {
  await server.close();
  await begin(options);
}

/** Whether the old key's grace has begun. */
const begun = async () => (await keys.statusOf(old.id)) === 'retiring';
const told = async (kind: string) => {
  await server.clock.advance(0);
  return (await logOf(server.world)).filter(({ notice }) => notice?.kind === kind);
};

describe('counts', () => {
  test.each([
    ['is allowed', 200, () => keys.whoami(next.secret)],
    ['is not permitted', 403, () => server.call('GET', '/v1/users', { key: next.secret })],
    ['is of no valid form', 422, () => server.call('GET', '/v1/properties?limit=0', { key: next.secret })],
    [
      'names nothing that is there',
      404,
      () => server.call('GET', '/v1/keys/key_000000000000', { key: next.secret }),
    ],
  ] as const)('a request that %s', async (_, status, ask) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(await begun()).toBe(true);
    expect(await eventsOf(server.world, answer)).toMatchObject([
      {
        changes: [
          {
            target: next.key.id,
            before: { status: 'pending' },
            after: { status: 'active', firstUsedAt: iso(startOfTime) },
          },
          {
            target: old.id,
            before: { status: 'active' },
            after: { status: 'retiring', graceEndsAt: iso(startOfTime + hours(24)) },
          },
        ],
      },
    ]);
  });

  test('a request beyond the lineage’s allowance', async () => {
    await amend(server.world, old, { limits: '{"lineage":1}' });
    await keys.whoami(old.secret);
    const answer = await keys.whoami(next.secret);
    expect(answer.status).toBe(429);
    expect(await begun()).toBe(true);
  });
});

describe('does not count', () => {
  test.each([
    [
      'with another secret under its id',
      'key_unknown',
      async () => formatKey('test', next.key.id.slice('key_'.length), randomBytes(32)),
    ],
    [
      'from an address that its allowlist does not hold',
      'address_not_allowed',
      () => amend(server.world, old, { ipAllowlist: '["203.0.113.7"]' }),
    ],
    ['while the lineage is suspended', 'key_suspended', () => keys.suspend(server.keys.broker, old.id)],
    [
      'of a deactivated owner',
      'owner_deactivated',
      () => deactivateUser(server.world, old.lineage.ownerUserId),
    ],
    [
      'of a closed brokerage',
      'brokerage_closed',
      () => closeBrokerage(server.world, old.lineage.brokerageId!),
    ],
  ] as const)('a request %s', async (_, code, happen) => {
    const other = await happen();
    expect(await keys.codeOf(typeof other === 'string' ? other : next.secret)).toBe(code);
    expect(await keys.show(next.key.id)).toMatchObject({ firstUsedAt: null });
    expect(await keys.show(old.id)).toMatchObject({ graceEndsAt: null, successorId: next.key.id });
    expect(await told('key.successor_used')).toEqual([]);
  });

  test('a refused request remembers the proof, and the next one that is fit counts', async () => {
    await again({ proofs: createProofs() });
    const blocked = ['X-Mock-Client-IP', '198.51.100.7'];
    await amend(server.world, old, { ipAllowlist: '["127.0.0.1"]' });
    expect((await keys.whoami(next.secret, { headers: blocked })).body.code).toBe('address_not_allowed');
    expect(await begun()).toBe(false);
    await keys.whoami(next.secret);
    expect(await begun()).toBe(true);
  });

  test('a request that the key’s expiry overtakes while it sends its body', async () => {
    await amend(server.world, old, { expiresAt: startOfTime + 1000 });
    const request = upload(server, 'POST', '/v1/properties', { key: next.secret, body: newListing });
    await request.begun;
    await server.clock.advance(1000);
    expect((await request.finish()).body.code).toBe('key_expired');
    expect(await keys.show(next.key.id)).toMatchObject({ firstUsedAt: null });
  });
});

test('the owner is told once, and the start of the grace stays where it was', async () => {
  await keys.whoami(next.secret);
  await server.clock.advance(hours(1));
  await keys.whoami(next.secret);
  expect(await keys.show(old.id)).toMatchObject({ graceEndsAt: iso(startOfTime + hours(24)) });
  expect(await told('key.successor_used')).toMatchObject([
    {
      actor: { type: 'system' },
      at: iso(startOfTime),
      target: next.key.id,
      notice: { userId: old.lineage.ownerUserId },
    },
  ]);
});

test('two connections at once: both are allowed, one grace begins, the owner is told once', async () => {
  const gate = createGate();
  beforeSlowCommit(server.world.store, () => gate.pass());
  const both = [keys.whoami(next.secret, { headers: slow }), keys.whoami(next.secret, { headers: slow })];
  await gate.held(2);
  gate.open();
  expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200]);
  expect(await begun()).toBe(true);
  expect(await told('key.successor_used')).toHaveLength(1);
  const starts = (await logOf(server.world)).filter(({ changes }) =>
    changes.some(({ target }) => target === old.id),
  );
  // The rotation, and one of the two.
  expect(starts).toHaveLength(2);
});

describe('between the decision and the commit of the first use', () => {
  const overtakenBy = (happen: () => Promise<unknown>) => {
    let happened = false;
    beforeSlowCommit(server.world.store, async () => {
      if (happened) return;
      happened = true;
      await happen();
    });
  };
  const use = () => keys.whoami(next.secret, { headers: slow });

  test('the rotation is taken back: the successor is refused, and the old key goes on', async () => {
    overtakenBy(() => keys.cancel(old.secret, old.id));
    expect((await use()).body.code).toBe('key_revoked');
    expect(await keys.show(old.id)).toMatchObject({ status: 'active', graceEndsAt: null, successorId: null });
    expect(await told('key.successor_used')).toEqual([]);
  });

  test('the old key is revoked: the successor is used, and the old key stays revoked', async () => {
    overtakenBy(() => keys.revoke(server.keys.broker, old.id, { reason: 'keyCompromise' }));
    expect((await use()).status).toBe(200);
    expect(await keys.show(old.id)).toMatchObject({ status: 'revoked', graceEndsAt: null });
    expect(await keys.statusOf(next.key.id)).toBe('active');
  });

  test('the old key’s revocation is planned: that end stays', async () => {
    overtakenBy(() => keys.revoke(server.keys.broker, old.id, { reason: 'other', graceSeconds: 60 }));
    expect((await use()).status).toBe(200);
    expect(await keys.show(old.id)).toMatchObject({ graceEndsAt: iso(startOfTime + 60_000) });
  });

  test('a change takes the lineage’s expiry nearer: the grace ends with it', async () => {
    const expiresAt = startOfTime + hours(1);
    overtakenBy(() => amend(server.world, old, { expiresAt }));
    expect((await use()).status).toBe(200);
    expect(await keys.show(old.id)).toMatchObject({ graceEndsAt: iso(expiresAt) });
  });
});

describe('the first request of a successor', () => {
  test('revokes itself: used and ended in one, and its predecessor with it', async () => {
    const answer = await keys.revoke(next.secret, next.key.id, { reason: 'other' });
    expect(answer.status).toBe(200);
    const at = iso(startOfTime);
    expect(await keys.show(next.key.id)).toMatchObject({ status: 'revoked', firstUsedAt: at, revokedAt: at });
    expect(await keys.show(old.id)).toMatchObject({ status: 'revoked', graceEndsAt: null });
    expect((await eventsOf(server.world, answer))[0]!.changes.map(({ target }) => target).sort()).toEqual(
      [old.id, next.key.id].sort(),
    );
    expect(await told('key.successor_used')).toHaveLength(1);
  });

  test('completes the rotation: it is proven by that, and the old key ends', async () => {
    expect((await keys.complete(next.secret, old.id)).status).toBe(200);
    expect(await keys.show(old.id)).toMatchObject({ status: 'retired', graceEndsAt: iso(startOfTime) });
    expect(await keys.show(next.key.id)).toMatchObject({ status: 'active', firstUsedAt: iso(startOfTime) });
  });

  test('takes the rotation back: refused, and a use all the same', async () => {
    expect((await keys.cancel(next.secret, old.id)).body.code).toBe('permission_denied');
    expect(await begun()).toBe(true);
  });
});

test('the first request of a key that is rotated by it: first use and successor are one change', async () => {
  const fresh = await plantKey(server.world, 'noahWhite');
  const { key } = (await keys.rotate(fresh.secret, fresh.id)).body;
  expect(await keys.show(fresh.id)).toMatchObject({ firstUsedAt: iso(startOfTime), successorId: key.id });
});
