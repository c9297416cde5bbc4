/* A change is never dated before one that was committed earlier: whoever has read that one would not hear of it. */
import type { Property } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listingOf } from '../authorization/targets.ts';
import { eventsOf } from '../support/log.ts';
import { newListing } from '../support/new-listing.ts';
import { type Answer, type Asking, type QaServer, startOfTime, startServer } from '../support/server.ts';
import { createGate } from '../verification/gate.ts';
import { beforeSlowCommit, slow } from '../verification/held.ts';
import { changes, idsOf } from './keeper.ts';

let server: QaServer;
let listing: string;
beforeEach(async () => {
  server = await startServer();
  listing = `/v1/properties/${listingOf(server.world, 'noahWhite')}`;
});
afterEach(() => server.close());

const timeOf = (at: number) => new Date(at).toISOString();
const idOf = (target: string) => target.slice('/v1/properties/'.length);

/** Sends a request, and lets something happen between its decision and its commit. */
async function overtaken<Body>(method: string, target: string, asking: Asking, by: () => Promise<unknown>) {
  const gate = createGate();
  beforeSlowCommit(server.world.store, () => gate.pass());
  const headers = [...(asking.headers ?? []), ...slow];
  const answer = server.call<Body>(method, target, { key: server.keys.broker, ...asking, headers });
  await gate.held();
  await by();
  gate.open();
  return answer;
}

const ask = (method: string, target: string, asking: Asking = {}): Promise<Answer<Record<string, unknown>>> =>
  server.call(method, target, { key: server.keys.broker, ...asking });
const anyVersion = ['If-Match', '*'];
const update = { headers: anyVersion, body: { city: 'Manor' } };

describe('a change that was decided first and is committed last', () => {
  const others = (): string => `/v1/properties/${listingOf(server.world, 'priyaRama')}`;
  test.each([
    ['a creation', 'POST', (): string => '/v1/properties', { body: newListing }, 201],
    ['an update', 'PATCH', (): string => listing, update, 200],
    ['a deletion', 'DELETE', (): string => listing, {}, 200],
  ] as const)('%s is decided anew, and dated after the other', async (_, method, target, asking, status) => {
    let until = '';
    const answer = await overtaken<Property>(method, target(), asking, async () => {
      await server.clock.advance(5);
      expect((await ask('PATCH', others(), update)).status).toBe(200);
      until = (await changes(server, server.keys.broker, startOfTime)).syncedUntil!;
    });
    expect(answer.status).toBe(status);
    expect(answer.body.modificationTimestamp).toBe(timeOf(startOfTime + 5));
    expect(await eventsOf(server.world, answer)).toMatchObject([{ outcome: 'allowed' }]);
    const next = await changes(server, server.keys.broker, until);
    expect(next.data.map(({ listingKey }) => listingKey)).toContain(answer.body.listingKey);
  });
});

test('a listing that changes in the very millisecond in which a page ended is not missed', async () => {
  const create = async () => (await ask('POST', '/v1/properties', { body: newListing })).body.listingKey;
  const before = [await create(), await create(), await create()].sort();
  const first = await changes(server, server.keys.broker, startOfTime, { limit: 2 });
  expect(idsOf(first)).toEqual(before.slice(0, 2));
  // The first one stands before the end of that page already, and changes in the same millisecond.
  await ask('PATCH', `/v1/properties/${before[0]}`, update);
  await server.clock.advance(1);
  await ask('PATCH', listing, update);

  const last = await changes(server, server.keys.broker, startOfTime, {
    limit: 2,
    cursor: first.nextCursor,
  });
  const next = await changes(server, server.keys.broker, last.syncedUntil!);
  expect(next.data).toContainEqual(expect.objectContaining({ listingKey: before[0], city: 'Manor' }));
});

describe('a listing is deleted and updated at once, and one of the two wins', () => {
  test('the deletion: there is nothing to update any more', async () => {
    const answer = await overtaken('PATCH', listing, update, () => ask('DELETE', listing));
    expect(answer.status).toBe(404);
    expect(idsOf(await changes(server, server.keys.broker, startOfTime))).toEqual([`${idOf(listing)} †`]);
  });

  test('the update, where the deletion meant the version before', async () => {
    const meant = { headers: ['If-Match', '"1"'] };
    const answer = await overtaken('DELETE', listing, meant, () => ask('PATCH', listing, update));
    expect(answer.status).toBe(412);
    expect((await ask('GET', listing)).body.city).toBe('Manor');
    expect(idsOf(await changes(server, server.keys.broker, startOfTime))).toEqual([idOf(listing)]);
  });

  test('both, where the deletion meant any version: the update first', async () => {
    const answer = await overtaken('DELETE', listing, {}, () => ask('PATCH', listing, update));
    expect(answer.status).toBe(200);
    const [event] = await eventsOf(server.world, answer);
    expect(event).toMatchObject({ changes: [{ before: { city: 'Manor' }, after: null }] });
  });

  test('of two deletions the second finds nothing', async () => {
    const answer = await overtaken('DELETE', listing, {}, () => ask('DELETE', listing));
    expect(answer.status).toBe(404);
    expect(idsOf(await changes(server, server.keys.broker, startOfTime))).toEqual([`${idOf(listing)} †`]);
  });
});
