import { inspect } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type ClientEvent, fromEnv, HomeStar, Secret, UsageError } from '../../src/index.ts';
import { makeKey, secretPart } from './support/keys.ts';
import { ok, virtualClient } from './support/memory-transport.ts';

const key = makeKey();
const liveKey = makeKey(1, 'live');

afterEach(() => {
  vi.unstubAllEnvs();
});

function fault(make: () => unknown): UsageError {
  try {
    make();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return error as UsageError;
  }
  throw new Error('It was accepted.');
}

const make = (options: object) => () => new HomeStar(options as never);

describe('the key', () => {
  test.each([
    ['a text', key],
    ['a text with white space around it', ` \t${key}\r\n`],
    ['a Secret', new Secret(key)],
    ['a pair', { primary: key, secondary: makeKey(2) }],
    ['a pair of Secrets', { primary: new Secret(key), secondary: new Secret(makeKey(2)) }],
    ['a pair of one', { primary: key, secondary: undefined }],
    ['a source', { load: () => [key] }],
  ])('%s is sent as the first key', async (_, apiKey) => {
    const { client, transport } = virtualClient(() => ok({}), { apiKey });
    await client.whoami.get();
    expect(transport.sent[0]?.key).toBe(key);
  });

  test('is read from the environment if none is given', async () => {
    vi.stubEnv('HOMESTAR_API_KEY', `${key}\n`);
    vi.stubEnv('HOMESTAR_SECONDARY_API_KEY', makeKey(2));
    for (const options of [{}, { apiKey: undefined }, { apiKey: fromEnv() }]) {
      expect(JSON.parse(JSON.stringify(new HomeStar(options))).keys).toEqual([
        key.slice(0, 21),
        makeKey(2).slice(0, 21),
      ]);
    }
  });

  test.each([
    ['none', {}, 'api_key_missing'],
    ['an empty one', { apiKey: '' }, 'api_key_missing'],
    ['white space', { apiKey: ' \n' }, 'api_key_missing'],
    ['a pair without a first', { apiKey: { primary: undefined, secondary: key } }, 'api_key_missing'],
    ['a source without any', { apiKey: { load: () => [] } }, 'api_key_missing'],
    ['a mistyped one', { apiKey: `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}` }, 'api_key_invalid'],
    ['a newline inside', { apiKey: `${key.slice(0, 30)}\n${key.slice(30)}` }, 'api_key_invalid'],
    ['a space inside', { apiKey: `${key.slice(0, 30)} ${key.slice(30)}` }, 'api_key_invalid'],
    ['a header', { apiKey: `X-API-Key: ${key}` }, 'api_key_invalid'],
    ['a letter that only looks alike', { apiKey: key.replace('idx', 'іdx') }, 'api_key_invalid'],
    ['a number', { apiKey: 5 }, 'api_key_invalid'],
    ['an object', { apiKey: {} }, 'api_key_invalid'],
    ['a list', { apiKey: [key] }, 'api_key_invalid'],
    ['a wrong second one', { apiKey: { primary: key, secondary: 'a b' } }, 'api_key_invalid'],
    ['a function', { apiKey: () => key }, 'api_key_invalid'],
    ['a source that gives a promise', { apiKey: { load: async () => [key] } }, 'api_key_invalid'],
    [
      'a source that fails',
      {
        apiKey: {
          load: () => {
            throw new Error(key);
          },
        },
      },
      'api_key_missing',
    ],
    ['a mile of letters', { apiKey: 'a'.repeat(10_000) }, 'api_key_invalid'],
  ])('%s is refused, without quoting it', (_, options, code) => {
    const error = fault(make(options));
    expect(error.code).toBe(code);
    expect(inspect(error, { showHidden: true, depth: Infinity })).not.toContain(secretPart(key).slice(0, 8));
  });

  test('the mask of a Secret, or the copy of one, is told what happened', () => {
    expect(fault(make({ apiKey: String(new Secret(key)) })).message).toContain('.reveal()');
    expect(fault(make({ apiKey: structuredClone(new Secret(key)) })).message).toContain(
      'as a copied Secret is',
    );
    expect(fault(make({ apiKey: String({}) })).message).toContain('turned into a string');
  });

  test('a key of a later format passes, with one event', async () => {
    const events: ClientEvent[] = [];
    const later = 'idx2_live_0123456789abcdef';
    const { client, transport } = virtualClient(() => ok({}), {
      apiKey: later,
      onEvent: (event) => events.push(event),
    });
    await client.whoami.get();
    await client.whoami.get();
    expect(transport.sent[0]?.key).toBe(later);
    expect(events.map(({ type }) => type)).toEqual(['keyFormat']);
    expect(inspect([client, events], { depth: Infinity, showHidden: true })).not.toContain(later);
  });
});

describe('the base URL', () => {
  test("is the contract's first server, or HOMESTAR_BASE_URL, or what is given", () => {
    const urlOf = (options: object) =>
      JSON.parse(JSON.stringify(new HomeStar({ apiKey: key, ...options }))).baseUrl;
    expect(urlOf({})).toBe('https://api.homestar.example');
    vi.stubEnv('HOMESTAR_BASE_URL', 'http://127.0.0.1:4010');
    expect(urlOf({})).toBe('http://127.0.0.1:4010');
    expect(urlOf({ baseUrl: 'https://a.test/x/y/' })).toBe('https://a.test/x/y');
    expect(urlOf({ baseUrl: new URL('https://a.test') })).toBe('https://a.test');
  });

  test('a path in it is kept before the path of a call', async () => {
    const { client, transport } = virtualClient(() => ok({}), { baseUrl: 'https://a.test/_s/sbx_1/' });
    await client.whoami.get();
    expect(transport.sent[0]?.path).toBe('/_s/sbx_1/v1/whoami');
  });

  test.each([
    key,
    '',
    'api.homestar.example',
    'ftp://a.test',
    'javascript:alert(1)',
    `https://${key}@a.test`,
    `https://a.test/?key=${key}`,
    `https://a.test/#${key}`,
    'http:// a',
    5,
  ])('an unusable one is refused and not quoted (%#)', (baseUrl) => {
    const error = fault(make({ apiKey: key, baseUrl }));
    expect(error.code).toBe('base_url_invalid');
    expect(inspect(error, { showHidden: true })).not.toContain(secretPart(key));
  });

  test.each([
    'http://localhost:1',
    'http://127.0.0.1:1',
    'http://127.9.9.9',
    'http://[::1]:1',
    'http://2130706433',
  ])('plain http to this machine is allowed, with a live key too: %s', (baseUrl) => {
    expect(make({ apiKey: liveKey, baseUrl })).not.toThrow();
  });

  test.each([
    'http://a.test',
    'http://localhost.a.test',
    'http://10.0.0.1',
    'http://[::2]',
    'http://127.0.0.1.a.test',
  ])('plain http to %s is refused, unless allowed, and then for test keys only', (baseUrl) => {
    expect(fault(make({ apiKey: key, baseUrl })).code).toBe('base_url_insecure');
    expect(make({ apiKey: key, baseUrl, allowInsecureHttp: true })).not.toThrow();
    expect(fault(make({ apiKey: liveKey, baseUrl, allowInsecureHttp: true })).code).toBe('base_url_insecure');
    const pair = { primary: key, secondary: liveKey };
    expect(fault(make({ apiKey: pair, baseUrl, allowInsecureHttp: true })).code).toBe('base_url_insecure');
    vi.stubEnv('HOMESTAR_ALLOW_HTTP', '1');
    expect(make({ apiKey: key, baseUrl })).not.toThrow();
  });

  test('a live key is refused where TLS is not verified', () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    expect(fault(make({ apiKey: liveKey })).code).toBe('base_url_insecure');
    expect(make({ apiKey: key })).not.toThrow();
  });
});

describe('options', () => {
  test.each([
    ['no object', 'idx'],
    ['null', null],
    ['an unknown name', { apikey: key }],
    ['no time', { timeout: 0 }],
    ['a time that is none', { timeout: Number.NaN }],
    ['a time no timer can hold', { deadline: 2 ** 31 }],
    ['half a retry', { maxRetries: 0.5 }],
    ['a retry less than none', { maxRetries: -1 }],
    ['a text for a number', { timeout: '5' }],
    ['a listener that is none', { onEvent: 5 }],
    ['a dispatcher that is none', { dispatcher: {} }],
    ['headers that are none', { headers: 'a' }],
  ])('%s is refused', (_, options) => {
    const given = typeof options === 'object' && options !== null ? { apiKey: key, ...options } : options;
    expect(fault(() => new HomeStar(given as never)).code).toBe('option_invalid');
  });

  test('a polluted prototype changes neither where the key goes nor anything else', async () => {
    const pollution = {
      baseUrl: 'https://evil.test',
      dispatcher: { dispatch: () => true },
      headers: { a: 'b' },
      timeout: 1,
    };
    Object.assign(Object.prototype, pollution);
    try {
      const { client, transport } = virtualClient(() => ok({}));
      await client.whoami.get({});
      expect(transport.sent[0]?.timeoutMs).toBe(30_000);
      expect(transport.sent[0]?.header('a')).toBeUndefined();
      expect(JSON.parse(JSON.stringify(new HomeStar({ apiKey: key }))).baseUrl).toBe(
        'https://api.homestar.example',
      );
    } finally {
      for (const name of Object.keys(pollution)) delete (Object.prototype as Record<string, unknown>)[name];
    }
  });
});

describe('with', () => {
  test('gives other limits and headers over the same connections', async () => {
    const { client, transport } = virtualClient(() => ok({}), { headers: { 'x-team': 'a', 'x-one': '1' } });
    const other = client.with({ timeout: 5, headers: { 'X-Team': 'b' } });
    expect(other).toBeInstanceOf(HomeStar);
    await client.whoami.get();
    await other.whoami.get();
    const [first, second] = transport.sent;
    expect([first?.timeoutMs, first?.header('x-team')]).toEqual([30_000, 'a']);
    expect([second?.timeoutMs, second?.header('x-team'), second?.header('x-one')]).toEqual([5, 'b', '1']);
    await other.close();
    await expect(client.whoami.get()).rejects.toMatchObject({ code: 'client_closed' });
  });
});
