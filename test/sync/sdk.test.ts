/* What an integration writes to keep a copy. */
import type { PagedCall } from '@homestar/sdk';
import {
  type DeletedProperty,
  HomeStar,
  type ListCall,
  type Property,
  type PropertyList,
} from '@homestar/sdk';
import { afterEach, beforeEach, expect, expectTypeOf, test } from 'vitest';
import { listingOf } from '../authorization/targets.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
let client: HomeStar;
beforeEach(async () => {
  server = await startServer();
  client = new HomeStar({ apiKey: server.keys.broker, baseUrl: server.url });
});
afterEach(async () => {
  await client.close();
  await server.close();
});

const start = new Date(startOfTime).toISOString();

test('page by page, what is gone is told from what is there, and the last page says where to go on', async () => {
  const [changed, gone] = [listingOf(server.world, 'noahWhite'), listingOf(server.world, 'priyaRama')];
  await client.properties.update(changed, { city: 'Manor' }, { ifMatch: '*' });
  await server.clock.advance(20);
  expect(await client.properties.delete(gone)).toMatchObject({ listingKey: gone, deleted: true });

  const copy = new Map<string, string>([[gone, 'Austin']]);
  let page: PropertyList | undefined;
  do {
    page = await client.properties.list({
      modifiedAfter: start,
      limit: 1,
      cursor: page?.nextCursor ?? undefined,
    });
    for (const record of page.data) {
      if ('deleted' in record) copy.delete(record.listingKey);
      else copy.set(record.listingKey, record.city);
    }
  } while (page.nextCursor !== null);
  expect([...copy]).toEqual([[changed, 'Manor']]);
  expect(page.syncedUntil).toBe(new Date(startOfTime + 20).toISOString());
});

test('an iteration gives the records of all pages', async () => {
  const keys = ['noahWhite', 'priyaRama', 'marcusBel'] as const;
  const gone = keys.map((person) => listingOf(server.world, person));
  for (const listingKey of gone) await client.properties.delete(listingKey, { ifMatch: '"1"' });
  const told: string[] = [];
  for await (const record of client.properties.list({ modifiedAfter: start, limit: 2 })) {
    told.push(record.listingKey);
  }
  expect(told).toEqual(gone.toSorted());
});

test('a time that is too old is told by its code', async () => {
  const modifiedAfter = new Date(startOfTime - 91 * 86_400_000).toISOString();
  await expect(client.properties.list({ modifiedAfter })).rejects.toMatchObject({
    status: 410,
    code: 'sync_too_old',
  });
});

test('only who syncs has to think of what is gone', () => {
  const list = () => client.properties.list({ city: 'Austin' });
  const sync = () => client.properties.list({ modifiedAfter: start });
  expectTypeOf(list).returns.toEqualTypeOf<ListCall<Property>>();
  expectTypeOf(sync).returns.toEqualTypeOf<PagedCall<Property | DeletedProperty, PropertyList>>();
});
