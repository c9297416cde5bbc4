import type { Property } from '@homestar/sdk/internal';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectProblem } from '../support/expect-problem.ts';
import { newListing } from '../support/new-listing.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
let target: string;
let etag: string;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  const answer = await server.call<Property>('POST', '/v1/properties', {
    key: server.keys.broker,
    body: newListing,
  });
  target = answer.headers.get('location')!;
  etag = answer.headers.get('etag')!;
});

const update = (headers: readonly string[], body: unknown = { listPrice: 1 }) =>
  server.call<Property>('PATCH', target, { key: server.keys.broker, headers, body });
const priceNow = async () =>
  (await server.call<Property>('GET', target, { key: server.keys.broker })).body.listPrice;

test('a change that names no version would overwrite another unseen: 428, and nothing is changed', async () => {
  expectProblem(await update([]), 'precondition_required');
  expectProblem(await update([], { nonsense: true }), 'precondition_required');
  expect(await priceNow()).toBe(newListing.listPrice);
});

test.each([
  ['another version', () => '"999"'],
  ['several, none of them it', () => '"998", "999"'],
  ['the weak form of it, which never matches here', () => `W/${etag}`],
  ['the empty tag', () => '""'],
])('%s is 412, and nothing is changed', async (_name, value) => {
  expectProblem(await update(['If-Match', value()]), 'precondition_failed');
  expect(await priceNow()).toBe(newListing.listPrice);
});

test.each(['1', '', '"1', '1"', '"a b"', '*, "1"', '"1" "2"', '"1",', 'w/"1"', "'1'", '"\u00e9"'])(
  'If-Match %s is no list of tags',
  async (value) => {
    expectProblem(await update(['If-Match', value]), 'validation_failed', ['/headers/if-match']);
    expect(await priceNow()).toBe(newListing.listPrice);
  },
);

test.each([
  ['its version', () => ['If-Match', etag]],
  ['a list that has it', () => ['If-Match', `"998",  ${etag} , W/"3"`]],
  ['a list in two lines', () => ['If-Match', '"998"', 'if-match', etag]],
  ['any version', () => ['If-Match', '*']],
])('%s lets the change through, and the answer names the new version', async (_name, headers) => {
  const answer = await update(headers());
  expect(answer.status).toBe(200);
  expect(answer.headers.get('etag')).not.toBe(etag);
  expectProblem(await update(['If-Match', etag]), 'precondition_failed');
});

test('of two changes to one version one is made', async () => {
  const answers = await Promise.all([
    update(['If-Match', etag], { listPrice: 1 }),
    update(['If-Match', etag], { listPrice: 2 }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  const winner = answers.find(({ status }) => status === 200)!;
  expect(await priceNow()).toBe(winner.body.listPrice);
});

test('whether a record of another tenant exists is not told by its version', async () => {
  for (const headers of [
    ['If-Match', etag],
    ['If-Match', '"999"'],
    ['If-Match', '*'],
  ]) {
    const foreign = await server.call('PATCH', target, {
      key: server.keys.otherBroker,
      headers,
      body: { listPrice: 1 },
    });
    const none = await server.call('PATCH', '/v1/properties/lst_none', {
      key: server.keys.otherBroker,
      headers,
      body: { listPrice: 1 },
    });
    const [one, other] = [expectProblem(foreign, 'not_found'), expectProblem(none, 'not_found')];
    expect({ ...one, requestId: '' }).toEqual({ ...other, requestId: '' });
  }
});

test.each([
  ['an empty one', ''],
  ['one with a space', 'a b'],
  ['one of 256 characters', 'k'.repeat(256)],
  ['one beyond ASCII', 'schl\u00fcssel'],
])('an Idempotency-Key (%s) that cannot be used is told, and nothing is changed', async (_name, value) => {
  expectProblem(await update(['If-Match', etag, 'Idempotency-Key', value]), 'idempotency_key_invalid');
  expect(await priceNow()).toBe(newListing.listPrice);
});

test('two Idempotency-Key headers name no request', async () => {
  const twice = ['Idempotency-Key', 'a', 'Idempotency-Key', 'a'];
  expectProblem(await update(['If-Match', etag, ...twice]), 'idempotency_key_invalid');
});

test('null clears what may be null and is refused for what may not', async () => {
  const cleared = await update(['If-Match', etag], { yearBuilt: null, publicRemarks: null });
  expect(cleared.body).toMatchObject({ yearBuilt: null, publicRemarks: null, city: newListing.city });
  expectProblem(await update(['If-Match', '*'], { city: null }), 'validation_failed', ['/body/city']);
  expectProblem(await update(['If-Match', '*'], {}), 'validation_failed', ['/body']);
});
