import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type HomeStar, Secret, UsageError } from '../../src/index.ts';
import { makeKey } from './support/keys.ts';
import { ok, virtualClient } from './support/memory-transport.ts';

const page = ok({ data: [], nextCursor: null });

describe('a path', () => {
  test('has its parameters encoded, each one segment', async () => {
    const { client, transport } = virtualClient(() => ok({}));
    for (const id of ['key_1', 'a/b', 'a?b=c#d', 'ä %', '...', '..%2f']) await client.keys.get(id);
    expect(transport.sent.map(({ path }) => path)).toEqual([
      '/v1/keys/key_1',
      '/v1/keys/a%2Fb',
      '/v1/keys/a%3Fb%3Dc%23d',
      '/v1/keys/%C3%A4%20%25',
      '/v1/keys/...',
      '/v1/keys/..%252f',
    ]);
  });

  test.each([
    '',
    '.',
    '..',
    undefined,
    null,
    5,
    ['..'],
    { toString: () => '..' },
    new String('..'),
    '\ud800',
    makeKey(),
    new Secret('x'),
  ])('a parameter that is no single segment never leaves the client (%#)', async (id) => {
    const { client, transport } = virtualClient(() => ok({}));
    await expect(client.keys.revoke(id as string, { reason: 'other' })).rejects.toBeInstanceOf(UsageError);
    expect(transport.sent).toEqual([]);
  });
});

describe('a query', () => {
  test('is written with lists between commas and without what is undefined', async () => {
    const { client, transport } = virtualClient(() => page);
    // Compiles under exactOptionalPropertyTypes, as this test does.
    await client.properties.list({ city: 'São Paulo & co', limit: 5, standardStatus: undefined });
    await client.properties.list({ a: ['x', 'y,z'], b: true, c: 0, d: '' } as never);
    expect(transport.sent.map(({ path }) => path)).toEqual([
      '/v1/properties?city=S%C3%A3o%20Paulo%20%26%20co&limit=5',
      '/v1/properties?a=x%2Cy%2Cz&b=true&c=0&d=',
    ]);
  });

  test.each([null, Number.NaN, {}, Symbol('x'), () => 'x', new Secret('x')])(
    'refuses other values (%#)',
    async (value) => {
      const { client, transport } = virtualClient(() => page);
      await expect(client.properties.list({ city: value } as never)).rejects.toMatchObject({
        code: 'argument_invalid',
      });
      expect(transport.sent).toEqual([]);
    },
  );
});

describe('a key in a URL, where it would be logged', () => {
  const key = makeKey();
  const calls: [string, (client: HomeStar) => Promise<unknown>][] = [
    ['a query', (client) => client.properties.list({ city: key })],
    ['a query, percent-encoded', (client) => client.properties.list({ city: key.replaceAll('_', '%5f') })],
    ['a list in a query', (client) => client.request('GET', '/v1/x', { query: { a: ['b', `c ${key}`] } })],
    ['a name in a query', (client) => client.request('GET', '/v1/x', { query: { [key]: 1 } })],
    ['a path, percent-encoded', (client) => client.request('GET', `/v1/${key.replaceAll('_', '%5F')}`)],
    ['a path, encoded twice', (client) => client.request('GET', `/v1/${key.replace('x', '%2578')}`)],
    ['the query of a path', (client) => client.request('GET', `/v1/x?k=${key.replaceAll('_', '%5F')}`)],
    ['a parameter', (client) => client.keys.get(key)],
    ['a parameter, percent-encoded', (client) => client.keys.get(key.replaceAll('_', '%5F'))],
  ];

  test.each(calls)('in %s never leaves the client, and is not quoted', async (_, call) => {
    const { client, transport } = virtualClient(() => page);
    const error = await call(client).catch((reason) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(key.slice(22, 40));
    expect(transport.sent).toEqual([]);
  });
});

test('a polluted prototype adds nothing to what is sent', async () => {
  const { client, transport } = virtualClient(() => page);
  const pollution = { path: { keyId: 'evil' }, query: { evil: 1 }, body: { evil: 1 }, cursor: 'evil' };
  Object.assign(Object.prototype, pollution);
  try {
    await client.whoami.get();
    await client.keys.list();
    await client.properties.list({ city: 'a' }, {});
    await client.request('GET', '/v1/later');
    await client.request('POST', '/v1/later', {});
  } finally {
    for (const name of Object.keys(pollution)) delete (Object.prototype as Record<string, unknown>)[name];
  }
  expect(transport.sent.map(({ path, body }) => [path, body])).toEqual([
    ['/v1/whoami', null],
    ['/v1/keys', null],
    ['/v1/properties?city=a', null],
    ['/v1/later', null],
    ['/v1/later', null],
  ]);
});

describe('a body', () => {
  test('is JSON, with a Secret in it as its text', async () => {
    const { client, transport } = virtualClient(() => ok({}));
    await client.request('POST', '/v1/keys/verify', {
      body: { apiKey: new Secret('s'), list: [new Secret('t')], at: new Date(0) },
    });
    expect(transport.sent[0]?.body).toBe('{"apiKey":"s","list":["t"],"at":"1970-01-01T00:00:00.000Z"}');
    expect(transport.sent[0]?.header('content-type')).toBe('application/json');
  });

  test('that cannot be JSON is refused, and the error of a getter does not go on', async () => {
    const { client } = virtualClient(() => ok({}));
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const getter = {
      get bad(): never {
        throw new Error(makeKey());
      },
    };
    for (const body of [cycle, 1n, getter, () => {}]) {
      const call = client.request('POST', '/v1/brokerages', { body });
      await expect(call).rejects.toMatchObject({
        code: 'argument_invalid',
        message: expect.not.stringContaining('idx_'),
      });
    }
  });
});

describe('headers', () => {
  test('a changing call has a random Idempotency-Key, a reading one has none', async () => {
    const { client, transport } = virtualClient(() => ok({}));
    await client.brokerages.create({ name: 'a', timeZone: 'UTC' });
    await client.brokerages.create({ name: 'a', timeZone: 'UTC' });
    await client.brokerages.create({ name: 'a', timeZone: 'UTC' }, { idempotencyKey: 'mine' });
    await client.whoami.get();
    const [first, second, mine, none] = transport.sent.map(({ header }) => header('idempotency-key'));
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).not.toBe(first);
    expect([mine, none]).toEqual(['mine', undefined]);
  });

  test.each(['', 'a b', 'ä', 'x'.repeat(256), 5])(
    'an Idempotency-Key of another form is refused (%#)',
    async (value) => {
      const { client } = virtualClient(() => ok({}));
      const call = client.brokerages.create(
        { name: 'a', timeZone: 'UTC' },
        { idempotencyKey: value as string },
      );
      await expect(call).rejects.toBeInstanceOf(UsageError);
    },
  );

  test("every call has a Request-Id of its own, in the form of the API's", async () => {
    const { client, transport } = virtualClient(() => ok({}));
    for (let call = 0; call < 300; call++) await client.whoami.get();
    const ids = transport.sent.map(({ header }) => header('request-id'));
    expect(new Set(ids).size).toBe(300);
    for (const id of ids) expect(id).toMatch(/^req_[0-9A-Za-z]{22}$/);
  });

  test('If-Match and further headers are sent', async () => {
    const { client, transport } = virtualClient(() => ok({}));
    await client.properties.update(
      'lst_1',
      { listPrice: 1 },
      { ifMatch: '"3"', headers: { 'Mfa-Code': '123456', 'User-Agent': 'x' } },
    );
    const { header, headers } = transport.sent[0]!;
    expect([header('if-match'), header('mfa-code'), header('user-agent')]).toEqual(['"3"', '123456', 'x']);
    expect(headers.filter((name) => name === 'user-agent')).toHaveLength(1);
  });

  test.each([
    ['X-API-Key', 'a'],
    ['host', 'a'],
    ['Content-Length', '1'],
    ['transfer-encoding', 'chunked'],
    ['connection', 'close'],
    ['idempotency-key', 'a'],
    ['if-match', 'a'],
    ['Accept-Encoding', 'gzip'],
    ['content-encoding', 'gzip'],
    ['Request-Id', 'req_1'],
    ['a b', 'a'],
    ['a\r\nb', 'a'],
    ['', 'a'],
    ['x', 'a\r\nx-api-key: b'],
    ['x', 'ä\u0394'],
    ['x', 5],
    ['cookie', `key=${makeKey()}`],
    ['cookie', `key=${makeKey().replaceAll('_', '%5F')}`],
  ])('the header %j: %j is refused', async (name, value) => {
    const { client, transport } = virtualClient(() => ok({}));
    const call = client.whoami.get({ headers: { [name]: value as string } });
    await expect(call).rejects.toMatchObject({
      code: 'header_refused',
      message: expect.not.stringContaining('idx_'),
    });
    expect(transport.sent).toEqual([]);
  });

  test('an operation without a key is sent none', async () => {
    const { client, transport } = virtualClient(() => ok({ status: 'ok' }));
    await client.health.live();
    expect(transport.sent[0]?.key).toBeNull();
  });
});

describe('request', () => {
  test('calls any path, with query and body', async () => {
    const { client, transport } = virtualClient(() => ok({ a: 1 }));
    const answer = await client.request<{ a: number }>('POST', '/v1/later/things?x=1', {
      body: { b: 2 },
      idempotencyKey: 'k',
    });
    expect(answer.a).toBe(1);
    await client.request('GET', '/v1/later', { query: { limit: 1 } });
    expect(transport.sent.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', '/v1/later/things?x=1', '{"b":2}'],
      ['GET', '/v1/later?limit=1', null],
    ]);
    expect(transport.sent.map(({ header }) => header('idempotency-key'))).toEqual(['k', undefined]);
  });

  test.each([
    'https://evil.test/v1/keys',
    '//evil.test/v1/keys',
    '/\\evil.test',
    '\\\\evil.test',
    'v1/keys',
    '',
    '/v1/../admin',
    '/v1/%2e%2E/admin',
    '/v1/./keys',
    '/v1/..',
    '/v1/..?x',
    '/v1/a b',
    '/v1/a\r\nhost: evil.test',
    '/v1/ä',
    '/v1/{keyId}',
    '/v1/keys#x',
    `/v1/keys/${makeKey()}`,
    { toString: () => '/v1/keys' },
  ])('%j is no path of the API', async (path) => {
    const { client, transport } = virtualClient(() => ok({}));
    await expect(client.request('GET', path as string)).rejects.toMatchObject({ code: 'argument_invalid' });
    expect(transport.sent).toEqual([]);
  });

  test('what the contract says of the path holds: secrets come out sealed', async () => {
    const { client } = virtualClient(() => ok({ key: {}, secret: makeKey() }));
    const { secret } = await client.request<{ secret: Secret }>('POST', '/v1/keys', { body: {} });
    expect(secret).toBeInstanceOf(Secret);
  });
});
