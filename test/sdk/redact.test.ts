import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/key/secret.ts';
import { redact } from '../../src/redact/index.ts';
import { makeKey, secretPart } from './support/keys.ts';

const key = makeKey(1, 'live');
const other = makeKey(2, 'live');
const hint = key.slice(0, 21);
const masked = `${hint}_[redacted]`;

/** Whether any eight characters in a row of the secret part can be seen. */
function shows(text: string, secret = secretPart(key)): boolean {
  for (let at = 0; at + 8 <= secret.length; at++) {
    if (text.includes(secret.slice(at, at + 8))) return true;
  }
  return false;
}

/** A text in lines of so many characters. */
function inLines(text: string, width: number, wrap: string): string {
  return text.match(new RegExp(`.{1,${width}}`, 'g'))!.join(wrap);
}

describe('a key in a text', () => {
  test('is masked and its id stays', () => {
    expect(redact(`sent ${key}.`)).toBe(`sent ${masked}.`);
  });

  test('is masked wherever it stands and however it was cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.nat({ max: 48 }),
        (before, behind, cut) => {
          const text = redact(`${before}${key.slice(0, key.length - cut)}${behind}`);
          expect(text).toContain(masked);
          expect(shows(text)).toBe(false);
        },
      ),
    );
  });

  test('leaves everything else as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/idx_|whsec_/.test(text));
        expect(redact(text)).toBe(text);
      }),
    );
  });

  test('masking twice is masking once', () => {
    const piece = fc.constantFrom(
      key,
      other,
      key.slice(0, 30),
      'idx_',
      'idx_live_',
      'whsec_ab/c=',
      'x',
      '_',
      '\n',
      '%2F',
      'aWR4X2xpdmVf',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const once = redact(pieces.join(''));
        expect(redact(once)).toBe(once);
        expect(shows(once) || shows(once, secretPart(other))).toBe(false);
      }),
    );
  });

  test.each([
    ['two keys without anything between', key + other, `${masked}${other.slice(0, 21)}_[redacted]`],
    ['a key cut short before another', key.slice(0, 40) + other, `${masked}${other.slice(0, 21)}_[redacted]`],
    ['a checksum that does not fit', `${key.slice(0, -1)}?`, `${masked}?`],
    ['a longer key', `${key}abcdef`, masked],
    ['one character of the secret part', `${hint}_a`, masked],
    ['an id alone', `${hint} ${hint}_`, `${hint} ${hint}_`],
    ['a URL', `https://x.test/?k=${key}&l=1`, `https://x.test/?k=${masked}&l=1`],
    ['an encoded URL', `%3Fk%3D${key}%26l`, `%3Fk%3D${masked}%26l`],
    ['escaped JSON', `{\\"key\\":\\"${key}\\"}`, `{\\"key\\":\\"${masked}\\"}`],
    ['letters before it', `abc${key}`, `abc${masked}`],
    [
      'an id that ends like a key begins',
      `idx_live_AAAAAAAAA${key}`,
      `idx_live_AAAAAAAAAidx_[redacted]_sdkTest00001_[redacted]`,
    ],
    ['a line wrap', `${key.slice(0, 50)}\r\n  ${key.slice(50)} next`, `${masked} next`],
    ['a quoted-printable wrap', `${key.slice(0, 50)}=\n${key.slice(50)}`, masked],
    ['a wrap in escaped JSON', `${key.slice(0, 50)}\\n${key.slice(50)}`, masked],
    ['a cut key before a line that does not belong to it', `${key.slice(0, 50)}\nnext`, `${masked}\nnext`],
  ])('%s', (_, text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  describe.each([
    '\n',
    '\r\n',
    '\n\n',
    '=\r\n',
    '\\\n',
    '\\n',
    '\\r\\n',
    '\\\\n',
    `\n${' '.repeat(24)}`,
    '\r\n\t\t',
    '\n> ',
  ])('wrapped by %j', (wrap) => {
    test('at any place, its prefix too, is masked whole and no more', () => {
      for (let at = 1; at < key.length; at++) {
        const text = redact(`a ${key.slice(0, at)}${wrap}${key.slice(at)} next`);
        expect(shows(text)).toBe(false);
        expect(text).toMatch(/\[redacted\] next$/);
      }
    });

    test('at every so many characters is masked whole', () => {
      for (let width = 1; width < 40; width++) {
        expect(redact(`${inLines(key, width, wrap)} next`)).toMatch(/_\S*\[redacted\] next$/s);
      }
    });

    test('and then cut shows nothing of eight or more characters in a line', () => {
      for (let at = 22; at < 60; at++) {
        for (let cut = at + 8; cut <= key.length; cut++) {
          expect(shows(redact(`${key.slice(0, at)}${wrap}${key.slice(at, cut)}`))).toBe(false);
        }
      }
    });
  });

  test('a cut key takes no words of the next line, no time and no error', () => {
    for (const next of ['next', 'Authorization: x', '2026-11-24T10:00:00Z info', 'HomeStarError: x']) {
      expect(redact(`${key.slice(0, 50)}\n${next}`)).toBe(`${masked}\n${next}`);
    }
  });

  test.each([4, 8, 12, 16, 20, 64])(
    'in base64 of %i characters a line is masked over the line ends',
    (width) => {
      for (const before of ['', 'x', 'xx', 'xxx:']) {
        const text = inLines(Buffer.from(`${before}${key}`).toString('base64'), width, '\n  ');
        expect(redact(text)).toMatch(/\[redacted: base64 of idx_live_sdkTest00001\]$/);
      }
    },
  );

  test.each([0, 1, 2])('in base64, with %i bytes before it, is masked and named', (before) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const text = Buffer.from(`${'x'.repeat(before)}${key}:`).toString(encoding);
      expect(redact(`Basic ${text}, more`)).toContain(`[redacted: base64 of ${hint}], more`);
      expect(shows(redact(text), text.slice(40))).toBe(false);
    }
  });

  test('in base64 of many lines is masked over the line ends', () => {
    const text = Buffer.from(`--${'x'.repeat(31)}${key}`)
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n');
    expect(redact(text)).toMatch(/\[redacted: base64 of idx_live_sdkTest00001\]$/);
  });

  test('webhook secrets are masked, in whatever their base64 is escaped', () => {
    expect(redact('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBe('whsec_[redacted]');
    expect(redact('a=whsec_ab%2Fcd%2Bef%3D&b=1')).toBe('a=whsec_[redacted]&b=1');
    expect(redact('{"s":"whsec_ab\\/cd+ef=="}')).toBe('{"s":"whsec_[redacted]"}');
    expect(redact('whsec_')).toBe('whsec_');
  });
});

describe('hostile texts of megabytes take milliseconds', () => {
  test.each([
    ['the beginning of a key, over and over', 'idx_live_'.repeat(120_000)],
    ['underscores', '_'.repeat(1_000_000)],
    ['one run of ten million digits', `${hint}_${'a'.repeat(10_000_000)}`],
    ['prefixes without a secret', `${hint}_`.repeat(50_000)],
    ['cut keys with line ends', `${hint}_a\n`.repeat(50_000)],
    ['one digit a line', `${hint}_${'a\n'.repeat(500_000)}`],
    ['idx, over and over', `${hint}_${'idx'.repeat(400_000)}`],
    ['webhook names', 'whsec_ '.repeat(150_000)],
    ['escapes', `whsec_${'%2F'.repeat(400_000)}`],
    ['the beginning of a key in base64', 'aWR4X2xpdmVf'.repeat(90_000)],
    ['a run of base64', `aWR4X2xpdmVf${'A'.repeat(10_000_000)}`],
    ['the beginning of a key in base64, one a line', 'aWR4X2xpdmVf\n'.repeat(80_000)],
    ['line ends and the first letter', '\ni'.repeat(500_000)],
    ['wrapped prefixes', 'i\nd\nx\n_\nl\ni\nv\ne\n_\n'.repeat(50_000)],
    ['the longest indents', `i\n${' '.repeat(64)}d\n${' '.repeat(64)}`.repeat(8_000)],
    ['prefixes, one a line', `${hint}_\n`.repeat(45_000)],
    ['backslashes', '\\'.repeat(1_000_000)],
    ['line ends', '\n'.repeat(1_000_000)],
    ['lines that look random', `${hint}_${'\na1a1a1a1'.repeat(100_000)}`],
  ])('%s', (_, text) => {
    const began = performance.now();
    redact(text);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('a key in a value', () => {
  const holder = () => {
    const value: Record<string, unknown> = {
      text: key,
      list: [key, { deep: key }],
      map: new Map<unknown, unknown>([[key, key]]),
      set: new Set([key]),
      buffer: Buffer.from(`é ${key}`),
      bytes: new Uint8Array(Buffer.from(key)),
      arrayBuffer: new Uint8Array(Buffer.from(key)).buffer,
      error: new AggregateError([new Error(key)], key, { cause: Object.assign(new TypeError(key), { key }) }),
      foreign: runInNewContext(
        `Object.assign(new Error(${JSON.stringify(key)}), { cause: new Map([[1, ${JSON.stringify(key)}]]) })`,
      ),
      url: new URL(`https://x.test/${key}?k=${key}#${key}`),
      search: new URLSearchParams({ k: key }),
      headers: new Headers({ 'x-api-key': key, other: key }),
      boxed: Object(key),
      pattern: new RegExp(key),
      symbol: Symbol(key),
      json: { toJSON: () => ({ key }) },
      [key]: 1,
    };
    value.self = value;
    return value;
  };

  test('is masked in every kind of object, and the value itself is not changed', () => {
    const value = holder();
    const before = inspect(value, { depth: Infinity, showHidden: true });
    const clean = redact(value);
    const shown = inspect(clean, { depth: Infinity, showHidden: true });
    expect(shows(shown)).toBe(false);
    expect(shows(Buffer.from((clean as { buffer: Buffer }).buffer).toString())).toBe(false);
    expect(shows(Buffer.from((clean as { arrayBuffer: Buffer }).arrayBuffer).toString())).toBe(false);
    expect(inspect(value, { depth: Infinity, showHidden: true })).toBe(before);
  });

  test('cycles and shared parts keep their shape', () => {
    const clean = redact(holder()) as { self: unknown };
    expect(clean.self).toBe(clean);
    const shared = { key };
    const [first, second] = redact([shared, shared]) as unknown[];
    expect(first).toBe(second);
  });

  test('errors stay errors with their name, stack and cause', () => {
    const clean = redact(new TypeError(`bad ${key}`, { cause: new Error('inner') })) as Error;
    expect(clean).toBeInstanceOf(Error);
    expect(clean.name).toBe('TypeError');
    expect(clean.message).toBe(`bad ${masked}`);
    expect(clean.stack).toContain('redact.test.ts');
    expect((clean.cause as Error).message).toBe('inner');
  });

  test('what throws when it is read is replaced by a note', () => {
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error(key);
        },
      },
    );
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const value = {
      get bad(): string {
        throw new Error(key);
      },
      hostile,
      revoked: revoked.proxy,
      fine: 1,
    };
    expect(redact(value)).toEqual({
      bad: '[could not be read]',
      hostile: '[could not be read]',
      revoked: '[could not be read]',
      fine: 1,
    });
  });

  test('members that are secrets by name are masked whatever they hold', () => {
    expect(
      redact({ apiKey: 'something', headers: { 'X-API-Key': 'else' }, secret: key, 'mfa-code': '123456' }),
    ).toEqual({
      apiKey: '[redacted]',
      headers: { 'X-API-Key': '[redacted]' },
      secret: masked,
      'mfa-code': '[redacted]',
    });
    expect(
      redact({ api_key: 'a', apikey: 'b', HOMESTAR_API_KEY: 'c', mfa_code: 123456, 'x-api-key': ['d', 'e'] }),
    ).toEqual({
      api_key: '[redacted]',
      apikey: '[redacted]',
      HOMESTAR_API_KEY: '[redacted]',
      mfa_code: '[redacted]',
      'x-api-key': ['[redacted]', '[redacted]'],
    });
    expect(redact(['Host', 'a', 'X-API-Key', 'else', 'Accept', 'b'])).toEqual([
      ...['Host', 'a', 'X-API-Key', '[redacted]', 'Accept', 'b'],
    ]);
    expect(redact([['api_key', 'else']])).toEqual([['api_key', '[redacted]']]);
    expect((redact(new Headers({ 'X-API-Key': 'else' })) as Headers).get('x-api-key')).toBe('[redacted]');
  });

  test('a Secret stays one, dates and numbers are as they were, functions are named as such', () => {
    const secret = new Secret(key);
    const date = new Date(0);
    expect(redact({ secret: secret, date, n: 1, big: 2n, nothing: null, run: () => key })).toEqual({
      secret,
      date,
      n: 1,
      big: 2n,
      nothing: null,
      run: '[function]',
    });
  });

  test('what only carries the brand of a Secret, or more than a Secret does, is copied like anything', () => {
    const branded = { [Symbol.for('homestar.secret')]: true, key };
    const laden = Object.assign(new Secret('x'), { key });
    for (const value of [branded, laden, Object.assign(Object.create(Secret.prototype), { key })]) {
      expect(shows(inspect(redact(value), { depth: Infinity, showHidden: true, customInspect: false }))).toBe(
        false,
      );
    }
  });

  test('a list of millions of places that are empty takes no time, and keeps its shape', () => {
    const began = performance.now();
    const sparse = new Array(50_000_000);
    sparse[7] = key;
    const clean = redact(sparse) as unknown[];
    expect(performance.now() - began).toBeLessThan(500);
    expect([clean.length, Object.keys(clean), clean[7]]).toEqual([50_000_000, ['7'], masked]);
  });

  test('a member called __proto__ is a member', () => {
    const clean = redact(JSON.parse(`{"__proto__":{"key":"${key}"}}`)) as object;
    expect(Object.getPrototypeOf(clean)).toBe(Object.prototype);
    expect(JSON.stringify(clean)).toBe(`{"__proto__":{"key":"${masked}"}}`);
  });

  test('nesting without end is cut', () => {
    let value: unknown = key;
    for (let depth = 0; depth < 50_000; depth++) value = [value];
    expect(inspect(redact(value), { depth: Infinity })).toContain('[nested too deep]');
  });
});
