import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatRateLimit,
  formatRateLimitPolicy,
  parseRateLimit,
  parseRateLimitPolicy,
} from '../../src/headers/rate-limit.ts';
import { parseRetryAfter } from '../../src/headers/retry-after.ts';
import { parseItem, parseList } from '../../src/headers/structured-field.ts';
import { isInvalidKey } from '../../src/headers/www-authenticate.ts';

const date = 'Tue, 24 Nov 2026 10:00:00 GMT';
/** By the clock here, which is not that of the server. */
const now = Date.UTC(2026, 10, 24, 9, 59, 55);
const printable = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
});
const count = fc.nat({ max: 999_999_999_999_999 });

describe('Retry-After', () => {
  test('whole seconds are taken as they are', () => {
    fc.assert(
      fc.property(fc.nat(), (seconds) => {
        expect(parseRetryAfter(`${seconds}`, date, now)).toBe(seconds * 1000);
      }),
    );
  });

  test('a date is measured against the Date of the same answer, whatever the clock here says', () => {
    const second = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(second, second, (from, until) => {
        const written = (at: number) => new Date(at * 1000).toUTCString();
        expect(parseRetryAfter(written(until), written(from), now)).toBe(Math.max(0, until - from) * 1000);
      }),
    );
  });

  test.each([
    ['Tue, 24 Nov 2026 10:00:07 GMT', 7_000],
    ['Tuesday, 24-Nov-26 10:00:07 GMT', 7_000],
    ['Tue Nov 24 10:00:07 2026', 7_000],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
    ['  12 ', 12_000],
  ])('%s is a wait', (value, ms) => expect(parseRetryAfter(value, date, now)).toBe(ms));

  test.each([
    '-5',
    '1.5',
    '',
    ' ',
    '+5',
    '1e3',
    '0x10',
    '5 s',
    '5; 6',
    ', ,',
    '2026-11-24T10:00:07Z',
    'soon',
    '24 Nov 2026',
    '٣',
  ])('"%s" is no wait, and is not read as a day of 2001', (value) =>
    expect(parseRetryAfter(value, date, now)).toBeNull(),
  );

  test.each([undefined, 'yesterday', '', `${date}, ${date}`])(
    'beside a Date that says nothing (%j) a date is measured by the time of receipt',
    (unusable) => {
      expect(parseRetryAfter('Tue, 24 Nov 2026 10:00:07 GMT', unusable, now)).toBe(12_000);
      expect(parseRetryAfter('Tue, 24 Nov 2026 09:00:07 GMT', unusable, now)).toBe(0);
    },
  );

  test.each([
    ['1, 1', 1_000],
    ['5, 60,7', 60_000],
    ['5, soon', 5_000],
    ['-5, 1.5, 2', 2_000],
    ['Tue, 24 Nov 2026 10:00:07 GMT, 3', 7_000],
    ['9, Tuesday, 24-Nov-26 10:00:07 GMT, Tue Nov 24 10:00:08 2026', 9_000],
  ])('several headers that became one (%s) are the longest of them', (value, ms) =>
    expect(parseRetryAfter(value, date, now)).toBe(ms),
  );

  test('an absurd number is a very long wait and never none', () => {
    expect(parseRetryAfter('9'.repeat(400), date, now)).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('any text is read without an exception, as null or as a wait', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string(), { nil: undefined }), (value, other) => {
        expect(parseRetryAfter(value, other, now) ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('RateLimit and RateLimit-Policy', () => {
  test('are written as the draft has them', () => {
    const policies = [
      { policy: 'lineage', quota: 1200, windowSeconds: 60 },
      { policy: 'rows', quota: 50_000, windowSeconds: null },
    ];
    expect(formatRateLimitPolicy(policies)).toBe('"lineage";q=1200;w=60, "rows";q=50000');
    expect(formatRateLimit([{ policy: 'lineage', remaining: 1199, resetSeconds: 12 }])).toBe(
      '"lineage";r=1199;t=12',
    );
  });

  test('what is written is read again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ policy: printable, remaining: count, resetSeconds: fc.option(count) })),
        (states) => {
          expect(parseRateLimit(formatRateLimit(states))).toEqual(states);
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ policy: printable, quota: count, windowSeconds: fc.option(count) })),
        (quotas) => {
          expect(parseRateLimitPolicy(formatRateLimitPolicy(quotas))).toEqual(quotas);
        },
      ),
    );
  });

  test('unknown parameters and members of other kinds do not hinder', () => {
    const field = '"a";r=3;pk=abc;x, b;r=1, "c";t=5, "d";r=1.5, "e";r=-1, "f" ; r=2'.replace(' ; ', ';');
    expect(parseRateLimit(field)).toEqual([
      { policy: 'a', remaining: 3, resetSeconds: null },
      { policy: 'f', remaining: 2, resetSeconds: null },
    ]);
  });

  test.each([
    '"a";r=3,',
    '"a";r=3 "b"',
    '"a;r=3',
    '"a";r=',
    '"a";R=3',
    '"é";r=3',
    '"a";r=1234567890123456',
    ',',
    '"a"\t;r=1',
  ])('a malformed field is ignored whole: %s', (field) => expect(parseRateLimit(field)).toEqual([]));

  test('a text that cannot stand in a header is not written', () => {
    expect(() => formatRateLimit([{ policy: 'a\nb', remaining: 1, resetSeconds: null }])).toThrow(RangeError);
    expect(() => formatRateLimit([{ policy: 'a', remaining: 1.5, resetSeconds: null }])).toThrow(RangeError);
  });

  test('dates, booleans, tokens and decimals are read', () => {
    expect(parseItem('@1793000000')?.bare).toEqual({ type: 'date', value: 1_793_000_000 });
    expect(parseItem('?1')?.bare).toEqual({ type: 'boolean', value: true });
    expect(parseItem('a/b')?.bare).toEqual({ type: 'token', value: 'a/b' });
    expect(parseItem('-1.25')?.bare).toEqual({ type: 'decimal', value: -1.25 });
    expect(parseItem('1, 2')).toBeNull();
    expect(parseList('')).toEqual([]);
  });
});

describe('WWW-Authenticate', () => {
  test.each([
    'ApiKey realm="homestar", error="invalid_key"',
    'apikey error=invalid_key',
    'Basic realm="a, b", ApiKey realm="homestar", error="invalid_key"',
    'Negotiate YWJj==, ApiKey error = "invalid_key"',
    'ApiKey realm="x", error="invalid_key", Bearer error="expired"',
  ])('%s says that another key might do', (field) => expect(isInvalidKey(field)).toBe(true));

  test.each([
    '',
    'ApiKey realm="homestar"',
    'Bearer error="invalid_key"',
    'Bearer ApiKey, error="invalid_key"',
    'ApiKey realm="homestar", Bearer error="invalid_key"',
    'ApiKey realm="error=\\"invalid_key\\""',
    'Basic realm="ApiKey error=invalid_key"',
    'ApiKey error="invalid_keys"',
    'ApiKey error="invalid_key',
  ])('%s does not', (field) => expect(isInvalidKey(field)).toBe(false));

  test('several fields are read as one', () => {
    expect(isInvalidKey(['Basic realm="x"', 'ApiKey error="invalid_key"'])).toBe(true);
    expect(isInvalidKey(undefined)).toBe(false);
  });

  test('any text is read without an exception', () => {
    fc.assert(fc.property(fc.string(), (field) => void isInvalidKey(field)));
  });
});
