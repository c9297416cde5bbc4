import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../support/expect-problem.ts';
import { createManualMachineClock } from '../support/manual-machine-clock.ts';
import { openRaw } from '../support/raw-connection.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const brokerage = '{"name":"Lakeside Homes","timeZone":"America/Chicago"}';
const json = ['Content-Type', 'application/json'];
const post = (rawBody: string | Uint8Array, headers: readonly string[] = json, target = '/v1/brokerages') =>
  server.call('POST', target, { key: server.keys.admin, rawBody, headers });
/** As it would be sent, head and all. */
const request = (lines: readonly string[], body = '') =>
  `POST /v1/brokerages HTTP/1.1\r\n${['Host: localhost', `X-API-Key: ${server.keys.admin}`, ...lines].join('\r\n')}\r\n\r\n${body}`;
const problemOf = ({ body }: { body: string }) => JSON.parse(body) as { code: string; detail: string };

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset="UTF-8"',
  'APPLICATION/JSON ; Charset=utf-8',
])('%s is JSON', async (type) => {
  expect((await post(brokerage, ['Content-Type', type])).status).toBe(201);
});

test.each([
  [],
  ['Content-Type', ''],
  ['Content-Type', 'text/plain'],
  ['Content-Type', 'text/json'],
  ['Content-Type', 'application/x-www-form-urlencoded'],
  ['Content-Type', 'multipart/form-data; boundary=x'],
  ['Content-Type', 'application/jsonp'],
  ['Content-Type', 'application/merge-patch+json'],
  ['Content-Type', 'application/json; charset=utf-16'],
  ['Content-Type', 'application/json; charset=utf-8; x=y'],
  ['Content-Type', 'application/json, application/json'],
  ['Content-Type', 'application/json', 'Content-Type', 'text/plain'],
])(
  'what a browser may send from any page without asking, or what is no JSON (%s %s), is 415',
  async (...headers) => {
    expectProblem(await post(brokerage, headers), 'unsupported_media_type');
  },
);

test.each(['gzip', 'deflate', 'br', 'identity', 'gzip, gzip', ''])(
  'a body in Content-Encoding "%s" could be a bomb, and is not opened',
  async (encoding) => {
    expectProblem(
      await post(brokerage, [...json, 'Content-Encoding', encoding]),
      'content_encoding_not_supported',
    );
  },
);

test('a body of exactly 1 MiB is read, one byte more is 413, declared or not', async () => {
  const padded = brokerage.padEnd(2 ** 20);
  expect((await post(padded)).status).toBe(201);
  const client = await openRaw(server.port);
  client.send(request(['Content-Type: application/json', `Content-Length: ${2 ** 20 + 1}`]));
  const declared = await client.answer();
  expect(declared).toMatchObject({ status: 413, headers: { connection: 'close' } });
  expect(problemOf(declared).code).toBe('body_too_large');
  await client.closed();

  const chunked = await openRaw(server.port);
  chunked.send(request(['Content-Type: application/json', 'Transfer-Encoding: chunked']));
  const piece = ' '.repeat(2 ** 16);
  for (let i = 0; i <= 16; i++) chunked.send(`10000\r\n${piece}\r\n`);
  const counted = await chunked.answer();
  expect(counted).toMatchObject({ status: 413, headers: { connection: 'close' } });
  expect(problemOf(counted).code).toBe('body_too_large');
  await chunked.closed();
});

test('a body that drips in is cut off after 10 s of the machine, however frozen the world is', async () => {
  const machine = createManualMachineClock();
  const waiting = Promise.withResolvers<void>();
  const slow = await startServer({
    machine: {
      ...machine,
      after(ms, run) {
        if (ms === 10_000) waiting.resolve();
        return machine.after(ms, run);
      },
    },
  });
  const client = await openRaw(slow.port);
  client.send(request(['Content-Type: application/json', 'Content-Length: 100'], '{"name":'));
  await waiting.promise;
  machine.advance(9_999);
  client.send('"Slow');
  machine.advance(1);
  const answer = await client.answer();
  expect(answer).toMatchObject({ status: 408, headers: { connection: 'close' } });
  expect(problemOf(answer).code).toBe('body_timeout');
  await client.closed();
  expect(
    (await slow.call<{ data: unknown[] }>('GET', '/v1/brokerages', { key: slow.keys.admin })).body.data,
  ).toHaveLength(2);
  await slow.close();
});

test('a body whose connection ends half way changes nothing', async () => {
  const fresh = await startServer();
  const client = await openRaw(fresh.port);
  client.send(
    request(['Content-Type: application/json', `Content-Length: ${brokerage.length + 1}`], brokerage),
  );
  client.socket.end();
  expect((await client.answer()).status).toBe(400);
  await client.closed();
  const { body } = await fresh.call<{ data: unknown[] }>('GET', '/v1/brokerages', { key: fresh.keys.admin });
  expect(body.data).toHaveLength(2);
  await fresh.close();
});

test('a body that breaks off inside the server is malformed, and says why', async () => {
  const broken = (async function* () {
    yield Buffer.from(brokerage.slice(0, 10));
    throw new Error('ECONNRESET');
  })();
  const headers = ['Host', 'localhost', 'X-API-Key', server.keys.admin, 'Content-Type', 'application/json'];
  const call = { method: 'POST', target: '/v1/brokerages', headers, body: broken };
  const reply = await server.host.fetch(call, { address: '127.0.0.1', encrypted: false });
  expect(reply.status).toBe(400);
  expect(problemOf(reply)).toMatchObject({
    code: 'body_malformed',
    detail: expect.stringContaining('ended before'),
  });
});

const nested = (depth: number, open: string, close: string) =>
  `{"a":${open.repeat(depth - 1)}1${close.repeat(depth - 1)}}`;
test.each<[string, string | Uint8Array]>([
  ['text', 'hello'],
  ['half of an object', '{"name":"x"'],
  ['two values', '{} {}'],
  ['a comment', '{/* */"name":"x"}'],
  ['a trailing comma', '{"name":"x",}'],
  ['single quotes', "{'name':'x'}"],
  ['a control character in a string', '{"name":"a\nb"}'],
  ['a byte order mark, which some parsers skip and others do not', `\ufeff${brokerage}`],
  ['NaN', '{"a":NaN}'],
  ['a number with a leading zero', '{"a":01}'],
  ['only white space', '  \n'],
  ['a member given twice', '{"name":"x","name":"y","timeZone":"America/Chicago"}'],
  ['a member given twice in another spelling', '{"name":"x","n\\u0061me":"y","timeZone":"America/Chicago"}'],
  ['a nested member given twice', '{"metadata":{"a":"1","b":[{"c":1,"c":2}]}}'],
  ['__proto__', '{"__proto__":{"admin":true}}'],
  ['__proto__ in another spelling', '{"a":[{"\\u005f_proto__":1}]}'],
  ['33 levels of lists', nested(33, '[', ']')],
  ['33 levels of objects', nested(33, '{"a":', '}')],
  ['a hundred thousand levels', '['.repeat(100_000)],
  ['bytes that are no UTF-8', Buffer.from([...Buffer.from('{"name":"'), 0xff, 0xfe, ...Buffer.from('"}')])],
  ['an overlong form of "/"', Buffer.from([...Buffer.from('{"name":"'), 0xc0, 0xaf, ...Buffer.from('"}')])],
  [
    'half a surrogate pair in UTF-8',
    Buffer.from([...Buffer.from('{"name":"'), 0xed, 0xa0, 0x80, ...Buffer.from('"}')]),
  ],
  ['UTF-16', Buffer.from(brokerage, 'utf16le')],
])('%s is no JSON that is read here', async (_name, body) => {
  expectProblem(await post(body), 'body_malformed');
  expectProblem(await post(body, json, '/v1/users'), 'body_malformed');
  const control = { rawBody: body, headers: json };
  expectProblem(await server.call('PUT', '/_mock/clock', control), 'body_malformed');
});

test('32 levels are read, and brackets in text are no levels', async () => {
  expectProblem(await post(nested(32, '[', ']')), 'validation_failed', [
    '/body/name',
    '/body/timeZone',
    '/body/a',
  ]);
  expect((await post(`{"name":"${'[{'.repeat(50)}","timeZone":"America/Chicago"}`)).status).toBe(201);
});

test('the members of one object may be named like those of another, or like what every object has', async () => {
  const body =
    '{"name":"x","purpose":"y","role":"agent","metadata":{"name":"x","constructor":"c","toString":"t"}}';
  const answer = await server.call<{ key: { metadata: unknown } }>('POST', '/v1/keys', {
    key: server.keys.broker,
    rawBody: body,
    headers: json,
  });
  expect(answer.status).toBe(201);
  expect(answer.body.key.metadata).toEqual({ name: 'x', constructor: 'c', toString: 't' });
});

test.each(['[]', '"text"', '7', 'null', 'true'])('%s is JSON and no object', async (body) => {
  expectProblem(await post(body), 'validation_failed', ['/body']);
});

test('a body that is not there is asked for', async () => {
  expectProblem(await post('', []), 'validation_failed', ['/body']);
  expectProblem(await server.call('POST', '/_mock/clock/advance'), 'validation_failed', ['/body']);
});
