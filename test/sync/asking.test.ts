/* What can be asked of a sync, and what its answer holds. */
import type { PropertyList } from '@homestar/sdk/internal';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { newListing } from '../support/new-listing.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';
import { changes, idsOf } from './keeper.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const DAY = 86_400_000;
const timeOf = (at: number) => new Date(at).toISOString();
const ask = (query: string) =>
  server.call<Record<string, unknown>>('GET', `/v1/properties?${query}`, { key: server.keys.broker });

async function create(listAgentKey = fixtureId('usr', 'noahWhite')): Promise<string> {
  const sent = { key: server.keys.broker, body: { ...newListing, listAgentKey } };
  return (await server.call<{ listingKey: string }>('POST', '/v1/properties', sent)).body.listingKey;
}

test('what has changed comes in the order of its times, the time asked for included', async () => {
  const first = await create();
  await server.clock.advance(1);
  const second = await create();
  await server.clock.advance(1);
  const update = { headers: ['If-Match', '*'], body: { city: 'Manor' } };
  await server.call('PATCH', `/v1/properties/${first}`, { key: server.keys.broker, ...update });
  await server.clock.advance(1);
  await server.call('DELETE', `/v1/properties/${second}`, { key: server.keys.broker });

  const page = await changes(server, server.keys.broker, startOfTime + 1);
  expect(idsOf(page)).toEqual([first, `${second} †`]);
  expect(page.data[1]).toEqual({
    listingKey: second,
    deleted: true,
    modificationTimestamp: timeOf(startOfTime + 3),
  });
  expect(idsOf(await changes(server, server.keys.broker, startOfTime + 2))).toEqual([first, `${second} †`]);
  expect(idsOf(await changes(server, server.keys.broker, startOfTime + 3))).toEqual([`${second} †`]);
});

test('only the last page says until when, and a list that is no sync never does', async () => {
  await create();
  await create();
  const first = await changes(server, server.keys.broker, startOfTime, { limit: 1 });
  expect(first).not.toHaveProperty('syncedUntil');
  const cursor = first.nextCursor;
  const last = await changes(server, server.keys.broker, startOfTime, { limit: 1, cursor });
  expect(last).toMatchObject({ nextCursor: null, syncedUntil: timeOf(startOfTime) });
  const list = await server.call<PropertyList>('GET', '/v1/properties?limit=100', {
    key: server.keys.agent,
  });
  expect(list.body).toMatchObject({ nextCursor: null });
  expect(list.body).not.toHaveProperty('syncedUntil');
});

test('where nothing has changed, the next sync asks for the same time', async () => {
  await server.clock.advance(5000);
  const page = await changes(server, server.keys.broker, startOfTime + 4000);
  expect(page).toEqual({ data: [], nextCursor: null, syncedUntil: timeOf(startOfTime + 4000) });
});

test.each([
  ['sort=modificationTimestamp', 'sort', 'its own order'],
  ['city=Austin', 'city', 'leaves the filter'],
  ['standardStatus=Active', 'standardStatus', 'leaves the filter'],
  ['minListPrice=1', 'minListPrice', 'leaves the filter'],
  ['maxListPrice=1', 'maxListPrice', 'leaves the filter'],
])('%s cannot go with it: a copy would keep what was never told of', async (query, name, reason) => {
  const { status, body } = await ask(`modifiedAfter=${timeOf(startOfTime)}&${query}`);
  expect([status, body.code]).toEqual([422, 'validation_failed']);
  expect(body.errors).toEqual([
    { pointer: `/query/${name}`, detail: expect.stringMatching(`cannot go with modifiedAfter.*${reason}`) },
  ]);
});

test('a time in the future is refused, and the present one is not', async () => {
  expect((await ask(`modifiedAfter=${timeOf(startOfTime)}`)).status).toBe(200);
  const { status, body } = await ask(`modifiedAfter=${timeOf(startOfTime + 1)}`);
  expect(status).toBe(422);
  expect(body.errors).toMatchObject([{ pointer: '/query/modifiedAfter' }]);
});

test('after 90 days a deletion is not told of any more, and so the time is refused', async () => {
  const listingKey = await create();
  await server.call('DELETE', `/v1/properties/${listingKey}`, { key: server.keys.broker });
  await server.clock.advance(90 * DAY);
  const page = await changes(server, server.keys.broker, startOfTime);
  expect(idsOf(page)).toEqual([`${listingKey} †`]);

  await server.clock.advance(1);
  const { status, body } = await ask(`modifiedAfter=${timeOf(startOfTime)}`);
  expect([status, body.code]).toEqual([410, 'sync_too_old']);
  expect(body.detail).toContain(timeOf(startOfTime + 1));
  expect(idsOf(await changes(server, server.keys.broker, startOfTime + 1))).toEqual([]);
});

test('pages that are turned so slowly that the time grows too old end with the same refusal', async () => {
  await create();
  await create();
  const { nextCursor } = await changes(server, server.keys.broker, startOfTime, { limit: 1 });
  await server.clock.advance(90 * DAY + 1);
  const { body } = await ask(`modifiedAfter=${timeOf(startOfTime)}&limit=1&cursor=${nextCursor}`);
  expect(body.code).toBe('sync_too_old');
});
