import type { KeyCreated, Property, RevocationReceipt, Wire } from '@homestar/sdk/internal';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../support/expect-problem.ts';
import { newListing } from '../support/new-listing.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { agentKey, count, lakeside, once } from './support.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const dayMs = 24 * 3600 * 1000;

test('a request whose answer was lost is sent again: done once, answered alike, under an id of its own', async () => {
  const request = { value: 'again', target: '/v1/properties', key: server.keys.broker, body: newListing };
  const first = await once<Property>(server, request);
  const again = await once<Property>(server, request);
  expect(again.text).toBe(first.text);
  expect(again.status).toBe(201);
  for (const name of ['location', 'etag', 'content-type', 'api-key-lineage']) {
    expect(again.headers.get(name), name).toBe(first.headers.get(name));
  }
  expect(again.headers.get('request-id')).not.toBe(first.headers.get('request-id'));
  expect(again.headers.get('cache-control')).toBe('private, no-cache');
});

test('the answer is the first one, whatever has become of the record since', async () => {
  const { broker } = server.keys;
  const made = await once<Property>(server, {
    value: 'then',
    target: '/v1/properties',
    key: broker,
    body: newListing,
  });
  const target = made.headers.get('location')!;
  await server.call('PATCH', target, { key: broker, headers: ['If-Match', '*'], body: { listPrice: 1 } });
  const again = await once<Property>(server, {
    value: 'then',
    target: '/v1/properties',
    key: broker,
    body: newListing,
  });
  expect(again.body.listPrice).toBe(newListing.listPrice);
  expect((await server.call<Property>('GET', target, { key: broker })).body.listPrice).toBe(1);
});

test.each<[string, { target?: string; body?: unknown; rawBody?: string; headers?: string[] }]>([
  ['another body', { body: { ...lakeside, name: 'Other' } }],
  [
    'the same body in other bytes',
    { rawBody: `${JSON.stringify(lakeside)} `, headers: ['Content-Type', 'application/json'] },
  ],
  ['a query', { target: '/v1/brokerages?' }],
  ['an If-Match', { headers: ['If-Match', '"1"'] }],
])(
  'a value that comes back with %s belongs to another request, and that one is not done',
  async (name, change) => {
    const request = { value: name.replaceAll(' ', '-'), target: '/v1/brokerages', key: server.keys.admin };
    expect((await once(server, { ...request, body: lakeside })).status).toBe(201);
    const before = await count(server, '/v1/brokerages');
    const changed = { ...request, ...(change.rawBody === undefined && { body: lakeside }), ...change };
    expectProblem(await once(server, changed), 'idempotency_mismatch');
    expect(await count(server, '/v1/brokerages')).toBe(before);
  },
);

test('another If-Match makes another request of a change', async () => {
  const { broker } = server.keys;
  const made = await server.call('POST', '/v1/properties', { key: broker, body: newListing });
  const request = {
    value: 'versions',
    method: 'PATCH',
    target: made.headers.get('location')!,
    key: broker,
    body: { listPrice: 1 },
  };
  const etag = made.headers.get('etag')!;
  const first = await once<Property>(server, { ...request, headers: ['If-Match', etag] });
  expect(first.status).toBe(200);
  // The repetition is answered, though the version it names is gone by now.
  expect((await once(server, { ...request, headers: ['If-Match', etag] })).text).toBe(first.text);
  const other = await once(server, { ...request, headers: ['If-Match', first.headers.get('etag')!] });
  expectProblem(other, 'idempotency_mismatch');
});

test('two at once: one change, and both hear of it alike', async () => {
  const before = await count(server, '/v1/brokerages');
  const request = { value: 'both', target: '/v1/brokerages', key: server.keys.admin, body: lakeside };
  const answers = await Promise.all(Array.from({ length: 8 }, () => once(server, request)));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
  expect(await count(server, '/v1/brokerages')).toBe(before + 1);
});

test('two different requests at once under one value: one is done, the other told so', async () => {
  const before = await count(server, '/v1/brokerages');
  const request = { value: 'either', target: '/v1/brokerages', key: server.keys.admin };
  const answers = await Promise.all([
    once(server, { ...request, body: lakeside }),
    once(server, { ...request, body: { ...lakeside, name: 'Other' } }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(await count(server, '/v1/brokerages')).toBe(before + 1);
});

test('the same value means nothing to another operation', async () => {
  const { admin } = server.keys;
  const brokerage = await once(server, {
    value: 'shared',
    target: '/v1/brokerages',
    key: admin,
    body: lakeside,
  });
  const user = { role: 'admin', name: 'Nina Park', email: 'nina@homestar.example' };
  const other = await once<{ name: string }>(server, {
    value: 'shared',
    target: '/v1/users',
    key: admin,
    body: user,
  });
  expect([brokerage.status, other.status]).toEqual([201, 201]);
  expect(other.body.name).toBe(user.name);
});

test('an attacker who guesses the value of another lineage learns nothing, and hinders nobody', async () => {
  const { broker, agent, otherBroker } = server.keys;
  const request = { value: 'guessed', target: '/v1/properties', body: newListing };
  const answers: Property[] = [];
  for (const key of [broker, agent, otherBroker]) {
    const answer = await once<Property>(server, { ...request, key });
    expect(answer.status).toBe(201);
    answers.push(answer.body);
  }
  expect(new Set(answers.map(({ listingKey }) => listingKey)).size).toBe(3);
});

test('a repeated revocation answers with the first receipt, though more has happened since', async () => {
  const { call, keys } = server;
  const { body } = await call<Wire<KeyCreated>>('POST', '/v1/keys', { key: keys.broker, body: agentKey });
  const last = await call('GET', '/v1/whoami', { key: body.secret });
  const request = {
    value: 'end',
    target: `/v1/keys/${body.key.id}/revoke`,
    key: keys.broker,
    body: { reason: 'other' },
  };
  const first = await once<RevocationReceipt>(server, request);
  expect(first.body.lastAcceptedRequest?.requestId).toBe(last.headers.get('request-id'));
  expectProblem(await call('GET', '/v1/whoami', { key: body.secret }), 'key_revoked');
  await server.clock.advance(60_000);
  expect((await once(server, request)).text).toBe(first.text);
  expectProblem(
    await call('POST', request.target, { key: keys.broker, body: request.body }),
    'key_already_revoked',
  );
});

test('after 24 hours a value is free again, and not a moment before', async () => {
  const fresh = await startServer();
  const request = { value: 'daily', target: '/v1/brokerages', key: fresh.keys.admin, body: lakeside };
  const first = await once(fresh, request);
  await fresh.clock.advance(dayMs - 1);
  expect((await once(fresh, request)).text).toBe(first.text);
  await fresh.clock.advance(1);
  const next = await once(fresh, request);
  expect(next.status).toBe(201);
  expect(next.text).not.toBe(first.text);
  // The new record has its own 24 hours.
  await fresh.clock.advance(dayMs - 1);
  expect((await once(fresh, request)).text).toBe(next.text);
  expect(await count(fresh, '/v1/brokerages')).toBe(4);
  await fresh.close();
});
