import type { KeyCreated, Wire } from '@homestar/sdk/internal';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCursors } from '../../mock-server/src/cursors/cursors.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { type QaServer, startServer } from '../support/server.ts';

interface List {
  readonly data: Record<string, unknown>[];
  readonly nextCursor: string | null;
}
let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const list = (key: string, target: string) => server.call<List>('GET', target, { key });
const cursorOf = async (key: string, target: string) => {
  const { nextCursor } = (await list(key, target)).body;
  expect(nextCursor).toEqual(expect.any(String));
  return nextCursor as string;
};

test('a cursor of another tenant does not open, though the query is the same', async () => {
  const { broker, otherBroker, agent, admin } = server.keys;
  const target = '/v1/properties?limit=2&sort=listPrice';
  for (const [made, used] of [
    [broker, otherBroker],
    [otherBroker, broker],
    [admin, broker],
    [broker, admin],
    [broker, agent],
    [agent, broker],
  ] as const) {
    expectProblem(await list(used, `${target}&cursor=${await cursorOf(made, target)}`), 'cursor_invalid');
  }
});

test('a cursor of the same reach opens for another key of it', async () => {
  const { broker, admin, secondAdmin } = server.keys;
  const cursor = await cursorOf(admin, '/v1/properties?limit=2');
  expect((await list(secondAdmin, `/v1/properties?limit=2&cursor=${cursor}`)).status).toBe(200);
  const body = { name: 'Second', purpose: 'Takes over.', role: 'broker' };
  const { secret } = (await server.call<Wire<KeyCreated>>('POST', '/v1/keys', { key: broker, body })).body;
  const own = await cursorOf(broker, '/v1/users?limit=1');
  expect((await list(secret, `/v1/users?limit=1&cursor=${own}`)).status).toBe(200);
});

test('a cursor of another list, other filters or another order does not open', async () => {
  const { broker } = server.keys;
  const cursor = await cursorOf(broker, '/v1/properties?limit=2&standardStatus=Active');
  for (const target of [
    '/v1/properties?limit=2',
    '/v1/properties?standardStatus=Pending',
    '/v1/properties?standardStatus=Active,Pending',
    '/v1/properties?standardStatus=Active&city=Austin',
    '/v1/properties?standardStatus=Active&sort=listPrice',
    '/v1/keys?limit=2',
    '/v1/users?limit=2',
    '/v1/audit-events?limit=2',
  ]) {
    expectProblem(await list(broker, `${target}&cursor=${cursor}`), 'cursor_invalid');
  }
});

test('another page size goes on with the same cursor', async () => {
  const { broker } = server.keys;
  const all = (await list(broker, '/v1/properties?limit=7')).body.data;
  const cursor = await cursorOf(broker, '/v1/properties?limit=2');
  const rest = (await list(broker, `/v1/properties?limit=5&cursor=${cursor}`)).body.data;
  expect(rest).toEqual(all.slice(2));
});

test('a cursor with any character changed, cut, lengthened or spelt otherwise does not open', async () => {
  const { broker } = server.keys;
  const cursor = await cursorOf(broker, '/v1/users?limit=1');
  const changed = Array.from({ length: cursor.length }, (_, i) => {
    const other = cursor[i] === 'A' ? 'B' : 'A';
    return cursor.slice(0, i) + other + cursor.slice(i + 1);
  });
  for (const made of [
    ...changed,
    cursor.slice(0, -1),
    `${cursor}A`,
    `${cursor}=`,
    `%20${cursor}`,
    'null',
    'x',
    '2',
  ]) {
    expectProblem(await list(broker, `/v1/users?limit=1&cursor=${made}`), 'cursor_invalid');
  }
  expect((await list(broker, `/v1/users?limit=1&cursor=${cursor}`)).status).toBe(200);
});

test('a cursor that somebody sealed with a key of their own does not open', async () => {
  const forged = createCursors(new Uint8Array(32)).seal([0, 'usr_000000000000'], 'users.list all {}');
  expectProblem(await list(server.keys.admin, `/v1/users?cursor=${forged}`), 'cursor_invalid');
});

test('walking a list with its cursors meets each record once, in every order', async () => {
  const { admin } = server.keys;
  for (const sort of ['listPrice', '-listPrice', 'modificationTimestamp', '-modificationTimestamp']) {
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: List = (
        await list(admin, `/v1/properties?limit=33&sort=${sort}${cursor && `&cursor=${cursor}`}`)
      ).body;
      seen.push(...page.data.map(({ listingKey }) => listingKey));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(200);
    expect(new Set(seen).size).toBe(200);
  }
});
