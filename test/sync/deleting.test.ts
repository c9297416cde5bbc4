/* A listing is deleted: what is answered, what is left, and what is recorded. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listingOf } from '../authorization/targets.ts';
import { eventsOf } from '../support/log.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
let listingKey: string;
let target: string;
beforeEach(async () => {
  server = await startServer();
  listingKey = listingOf(server.world, 'noahWhite');
  target = `/v1/properties/${listingKey}`;
});
afterEach(() => server.close());

const remove = (headers: readonly string[] = []) =>
  server.call<Record<string, unknown>>('DELETE', target, { key: server.keys.broker, headers });
const get = (key = server.keys.broker) => server.call<Record<string, unknown>>('GET', target, { key });

test('it is answered with what is left of it, and is gone for everybody', async () => {
  const answer = await remove();
  const modificationTimestamp = new Date(startOfTime).toISOString();
  expect([answer.status, answer.body]).toEqual([200, { listingKey, deleted: true, modificationTimestamp }]);
  expect(answer.headers.get('ETag')).toBeUndefined();
  for (const key of [server.keys.admin, server.keys.broker, server.keys.agent]) {
    expect((await get(key)).status).toBe(404);
  }
});

test('the log keeps what it was', async () => {
  const before = (await get()).body;
  expect(await eventsOf(server.world, await remove())).toMatchObject([
    { operationId: 'properties.delete', target: listingKey, changes: [{ before, after: null }] },
  ]);
});

test('deleted again, there is no such record; repeated, it is the answer of the first time', async () => {
  const once = ['Idempotency-Key', 'cleaning-up'];
  const first = await remove(once);
  const again = await remove(once);
  expect([again.status, again.text]).toEqual([200, first.text]);
  expect((await remove()).status).toBe(404);
  expect((await remove(['If-Match', '"1"'])).status).toBe(404);
});

test('another version was meant: refused, and it is still there', async () => {
  const answer = await remove(['If-Match', '"2"']);
  expect([answer.status, answer.body.code]).toEqual([412, 'precondition_failed']);
  const { status, headers } = await get();
  expect(status).toBe(200);
  expect((await remove(['If-Match', headers.get('ETag')!])).status).toBe(200);
});
