import { operations } from '@homestar/sdk/internal';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { controlOperations } from '../../mock-server/src/generated/control-operations.ts';
import { type AnyOperationId, declaredOperations, readDocument } from '../support/contract-document.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer({ policies: unlimited() });
});
afterAll(() => server.close());

/** Nobody runs dry, so that each request gets as far as its content lets it. */
function unlimited() {
  const policy = { description: '', scope: 'lineage' as const, quota: 1e9, windowSeconds: 60 };
  const ofNetwork = { ...policy, scope: 'network' as const };
  return { lineage: policy, network: ofNetwork, failures: ofNetwork };
}

const declared = [readDocument('homestar'), readDocument('control')].flatMap(declaredOperations);
const examples = new Map(
  declared.map(({ operation }) => [
    operation.operationId,
    operation.requestBody?.content['application/json']?.example as Record<string, unknown> | undefined,
  ]),
);

/** Text that parsers and databases disagree about, besides any other. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    '',
    '\0',
    '\ud800',
    '__proto__',
    'constructor',
    '../..',
    '%00',
    '*',
    "' OR 1=1 --",
    'null',
    '🏠'.repeat(300),
  ),
  fc.constantFrom('2026-03-01T12:00:00Z', '1', '-1', 'Active', 'agent', 'broker', 'admin'),
  fc.constantFrom(fixtureId('key', 'agent'), fixtureId('brk', 'bartonCreek'), fixtureId('usr', 'noahWhite')),
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown[]>(0, -1, 1e308, 2 ** 53, 0.1, true, null, [], {}),
);
const queryOf = (id: string) => {
  const known = declared.find(({ operation }) => operation.operationId === id)!.operation.parameters!;
  const names = known.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const parts = fc.oneof(
    { weight: 3, arbitrary: text.map((part) => encodeURIComponent(part.toWellFormed())) },
    { weight: 1, arbitrary: fc.constantFrom('%', '%ff', '&&', '==', '+', '5', 'asc', '-listPrice') },
  );
  const name = names.length > 0 ? fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, text) : text;
  return fc.array(fc.tuple(name, parts), { maxLength: names.length > 0 ? 2 : 1 });
};
const headerText = fc
  .oneof(text, fc.constantFrom('"1"', 'W/"1"', '*', 'application/json', 'gzip', '127.0.0.1', '::1', 'chunky'))
  .map((part) => part.replaceAll(/[^\x20-\x7e\x80-\xff]/g, '?').trim());
const given = fc.oneof(
  { weight: 4, arbitrary: fc.constant(['If-Match', '*']) },
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constantFrom('If-Match', 'Idempotency-Key', 'Request-Id', 'User-Agent', 'Accept', 'Cookie'),
      headerText,
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('X-Mock-Client-IP', 'Origin'), headerText) },
);
const headers = fc.array(given, { maxLength: 2 });

/** A good body with some members replaced, added or taken away; or anything at all. */
function bodyOf(id: AnyOperationId): fc.Arbitrary<unknown> {
  const example = examples.get(id);
  if (!example) return value;
  const change = fc.tuple(
    fc.oneof(fc.constantFrom(...Object.keys(example)), text),
    fc.option(value, { nil: undefined }),
  );
  const changed = fc
    .array(change, { maxLength: 2 })
    .map((changes) => ({ ...example, ...Object.fromEntries(changes) }));
  return fc.oneof({ weight: 4, arbitrary: changed }, { weight: 1, arbitrary: value });
}

const ids = fc.oneof(
  text.map((part) => encodeURIComponent(part.toWellFormed())),
  fc.constantFrom(
    'evt_1',
    'evt_99999999999999999999',
    'evt_-1',
    'evt_1e3',
    'lst_000000000001',
    fixtureId('key', 'limited'),
  ),
);

test.each(
  Object.values({ ...operations, ...controlOperations }).filter(({ id }) => !/^(world|clock)\./.test(id)),
)('$id: whatever is sent, the answer keeps the contract and is no failure', async ({ id, method, path }) => {
  const request = fc.record({
    key: fc.constantFrom('admin', 'broker', 'admin', 'broker', 'agent'),
    id: ids,
    query: queryOf(id),
    headers,
    body: bodyOf(id),
    raw: fc.oneof(
      { weight: 8, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    ),
  });
  await fc.assert(
    fc.asyncProperty(request, async (sent) => {
      const asked = sent.query.map(([name, part]) => `${encodeURIComponent(name.toWellFormed())}=${part}`);
      const target = `${path.replace(/\{\w+\}/, sent.id)}?${asked.join('&')}`;
      const json = JSON.stringify(sent.body);
      const answer = await server.call(method, target, {
        key: server.keys[sent.key as 'admin'],
        headers: [...sent.headers.flat(), ...(method === 'GET' ? [] : ['Content-Type', 'application/json'])],
        ...(method !== 'GET' && { rawBody: sent.raw ?? json ?? '' }),
      });
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toMatch(/node:internal|\.ts:\d|SQLITE|at \w+ \(/);
    }),
    { numRuns: 60 },
  );
  expect(server.faults).toEqual([]);
});

test('a clock is not moved or broken by anything but a good request', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('/_mock/clock', '/_mock/clock/advance'), value, async (target, body) => {
      const method = target.endsWith('advance') ? 'POST' : 'PUT';
      const rawBody = JSON.stringify(body) ?? '';
      const answer = await server.call(method, target, {
        rawBody,
        headers: ['Content-Type', 'application/json'],
      });
      expect([400, 422]).toContain(answer.status);
    }),
    { numRuns: 60 },
  );
});
