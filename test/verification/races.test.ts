/*
 * A key ends while a request of it is under way: waiting in bcrypt, sending its body, one of many. Whatever the
 * request found when it came, it is not allowed any more.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventsOf, logOf } from '../support/log.ts';
import { newListing } from '../support/new-listing.ts';
import { amend, everything, type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { endings } from './endings.ts';
import { createGate, type Gate } from './gate.ts';
import { bcryptBehind, upload } from './held.ts';

let gate: Gate;
let server: QaServer;
let key: PlantedKey;
beforeEach(async () => {
  gate = createGate();
  server = await startServer({ bcrypt: bcryptBehind(gate) });
  key = await plantKey(server.world, 'noahWhite', { key: { firstUsedAt: 1 } });
});
afterEach(() => server.close());

interface Receipt {
  readonly lastAcceptedRequest: { readonly requestId: string; readonly sequence: number } | null;
}
const whoami = () => server.call('GET', '/v1/whoami', { key: key.secret });
const revoke = () =>
  server.call<Receipt>('POST', `/v1/keys/${key.id}/revoke`, {
    key: server.keys.broker,
    body: { reason: 'keyCompromise' },
  });

/** The sequences of what was allowed with the key, and of its revocation. */
async function sequences() {
  const log = await logOf(server.world);
  const revocation = log.find(
    ({ operationId, outcome }) => operationId === 'keys.revoke' && outcome === 'allowed',
  );
  const allowed = log.filter(({ actor, outcome }) => actor.keyId === key.id && outcome === 'allowed');
  return { revoked: revocation!.sequence, allowed: allowed.map(({ sequence }) => sequence) };
}

function listingCount(): number {
  const filter = { sort: 'listPrice' } as const;
  return server.world.store.tenant.properties(everything, filter, { limit: 10_000, after: null }).rows.length;
}

describe('revoked', () => {
  test('while the request waits in bcrypt', async () => {
    const request = whoami();
    await gate.held();
    expect((await revoke()).body.lastAcceptedRequest).toBeNull();
    gate.open();

    const answer = await request;
    expect([answer.status, answer.body.code]).toEqual([401, 'key_revoked']);
    expect((await sequences()).allowed).toEqual([]);
  });

  test('while the request sends its body', async () => {
    gate.open();
    await whoami();
    const before = listingCount();
    const request = upload(server, 'POST', '/v1/properties', { key: key.secret, body: newListing });
    await request.begun;
    const receipt = await revoke();
    const answer = await request.finish();

    expect([answer.status, answer.body.code]).toEqual([401, 'key_revoked']);
    expect(listingCount()).toBe(before);
    const { revoked, allowed } = await sequences();
    expect(allowed).toEqual([receipt.body.lastAcceptedRequest!.sequence]);
    expect(allowed[0]).toBeLessThan(revoked);
    expect(await eventsOf(server.world, answer)).toMatchObject([{ outcome: 'refused', code: 'key_revoked' }]);
  });

  test('while fifty requests wait in bcrypt: none of them is allowed', async () => {
    const requests = Array.from({ length: 50 }, whoami);
    await gate.held(50);
    await revoke();
    gate.open();
    expect(new Set((await Promise.all(requests)).map(({ body }) => body.code))).toEqual(
      new Set(['key_revoked']),
    );
    expect((await sequences()).allowed).toEqual([]);
  });

  test('among fifty requests at once: who was allowed stands before the revocation, who was refused behind', async () => {
    gate.open();
    await whoami();
    const early = Array.from({ length: 25 }, whoami);
    const receipt = revoke();
    const late = Array.from({ length: 25 }, whoami);
    const answers = await Promise.all([...early, ...late]);

    const { revoked, allowed } = await sequences();
    expect(Math.max(...allowed)).toBeLessThan(revoked);
    expect((await receipt).body.lastAcceptedRequest!.sequence).toBe(Math.max(...allowed));
    const succeeded = answers.filter(({ status }) => status === 200);
    expect(succeeded).toHaveLength(allowed.length - 1);
    expect(
      new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)).size,
    ).toBeLessThan(2);
    expect((await whoami()).body.code).toBe('key_revoked');
  });
});

describe('while the request sends its body', () => {
  beforeEach(() => gate.open());

  test('the key expires: refused, and the charge stays', async () => {
    const expiresAt = server.clock.now() + 60_000;
    key = await plantKey(server.world, 'noahWhite', { lineage: { expiresAt, limits: '{"lineage":10}' } });
    const before = listingCount();
    const request = upload(server, 'POST', '/v1/properties', { key: key.secret, body: newListing });
    await request.begun;
    await server.clock.advance(60_000);
    const answer = await request.finish();

    expect([answer.status, answer.body.code]).toEqual([401, 'key_expired']);
    expect(listingCount()).toBe(before);
    expect(await eventsOf(server.world, answer)).toMatchObject([
      { outcome: 'refused', code: 'key_expired', charges: [{ policy: 'lineage', cost: 1 }], changes: [] },
    ]);
  });

  test.each([
    ...endings,
    [
      'the scopes are narrowed',
      403,
      'permission_denied',
      ({ world }: QaServer) => amend(world, key, { scopes: '["properties:read"]' }),
    ],
  ] as const)('%s: refused', async (_, status, code, happen) => {
    const before = listingCount();
    const request = upload(server, 'POST', '/v1/properties', { key: key.secret, body: newListing });
    await request.begun;
    await happen(server, key);
    const answer = await request.finish();

    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(listingCount()).toBe(before);
    expect(await eventsOf(server.world, answer)).toMatchObject([{ outcome: 'refused', code, changes: [] }]);
  });
});

test('two first uses of a key at once: both are allowed, and the first of them is its first use', async () => {
  key = await plantKey(server.world, 'noahWhite', { lineage: { limits: '{"lineage":10}' } });
  const both = [whoami(), whoami()];
  await gate.held(2);
  gate.open();
  const [one, other] = await Promise.all(both);
  expect([one!.status, other!.status]).toEqual([200, 200]);
  const view = world().tenant.key(everything, key.id)!;
  expect(view.key).toMatchObject({ firstUsedAt: server.clock.now(), revision: 2 });
  expect(remaining(await whoami())).toBe(7);
});

const world = () => server.world.store;

function remaining({ headers }: { headers: { get(name: string): string | undefined } }): number {
  return Number(/"lineage";r=(\d+)/.exec(headers.get('RateLimit')!)![1]);
}
