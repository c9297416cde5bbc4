import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { createContractCheck } from '../support/contract-check.ts';
import { declaredOperations, readDocument } from '../support/contract-document.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { goodRequests } from './requests.ts';

const operations = [readDocument('homestar'), readDocument('control')].flatMap(declaredOperations);
const examplesOf = (content: { example?: unknown; examples?: Record<string, { value: unknown }> }) => [
  ...(content.example === undefined ? [] : [content.example]),
  ...Object.values(content.examples ?? {}).map(({ value }) => value),
];

const answers = operations.flatMap(({ method, path, operation }) =>
  Object.entries(operation.responses).flatMap(([status, { content = {}, headers = {} }]) =>
    Object.entries(content).flatMap(([type, media]) =>
      examplesOf(media).map((body) => ({
        name: `${operation.operationId} ${status}`,
        method,
        path,
        status,
        type,
        body,
        headers,
      })),
    ),
  ),
);

test.each(answers)('the example of $name is what such an answer may be', async (example) => {
  const declared = Object.entries(example.headers).flatMap(([name, { example: value }]) => [
    name,
    String(value),
  ]);
  const fault = await createContractCheck().faultOf(
    example.method,
    example.path.replaceAll(/\{\w+\}/g, 'x'),
    {
      status: Number(example.status),
      headers: ['Content-Type', example.type, ...declared],
      body: JSON.stringify(example.body),
    },
  );
  expect(fault).toBeUndefined();
});

let server: QaServer;
beforeAll(async () => {
  server = await startServer({ now: Date.UTC(2026, 2, 2, 14, 20) });
});
afterAll(() => server.close());

/** Ids that an example makes up, and what stands for them in the seeded world. */
const seeded: Readonly<Record<string, string>> = {
  brk_2Nf5Ga8Jb3Ec: fixtureId('brk', 'bartonCreek'),
  usr_6Bt1Vy4Pn8Rk: fixtureId('usr', 'noahWhite'),
  lst_9Ux3Wd6Hk1Mq: 'lst_000000000001',
  key_4Hd8Kp1Rv6Ys: fixtureId('key', 'agent'),
};

const requests = operations.flatMap(({ operation }) =>
  examplesOf(operation.requestBody?.content['application/json'] ?? {}).map((body) => ({
    id: operation.operationId,
    body,
  })),
);

test.each(requests)('the example of a request to $id is carried out as it stands', async ({ id, body }) => {
  const { method, target, key = server.keys.broker, headers } = await goodRequests[id](server);
  const text = JSON.stringify(body)
    .replaceAll(/(brk|usr|lst|key)_\w{12}/g, (made) => seeded[made] ?? made)
    // The person of the example is one of the seed's.
    .replace('"email":"', '"email":"example.');
  const answer = await server.call(method, target, {
    ...(!target.startsWith('/_mock') && { key }),
    ...(headers && { headers }),
    body: JSON.parse(text),
  });
  expect(answer.status, answer.text).toBeLessThan(300);
});

test('the examples of answers and requests were found', () => {
  expect(answers.length).toBeGreaterThan(200);
  expect(requests.map(({ id }) => id).sort()).toEqual(
    operations
      .filter(({ operation }) => operation.requestBody)
      .map(({ operation }) => operation.operationId)
      .sort(),
  );
});
