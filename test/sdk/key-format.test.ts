import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase62 } from '../../src/key/base62.ts';
import { crc32 } from '../../src/key/crc32.ts';
import { formatKey, hintOf, parseKey } from '../../src/key/format.ts';

const digit = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
const id12 = fc.string({ unit: digit, minLength: 12, maxLength: 12 });
const random = fc.uint8Array({ minLength: 32, maxLength: 32 });
const environment = fc.constantFrom('live' as const, 'test' as const);
const key = fc.tuple(environment, id12, random).map((parts) => formatKey(...parts));

describe('the key format', () => {
  test('what is written is read again', () => {
    fc.assert(
      fc.property(environment, id12, random, (env, id, bytes) => {
        const text = formatKey(env, id, bytes);
        expect(text).toMatch(/^idx_(live|test)_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/);
        expect(parseKey(text)).toEqual({
          environment: env,
          keyId: `key_${id}`,
          id12: id,
          hint: hintOf(env, id),
        });
      }),
    );
  });

  test('different random bytes make different keys, and the random part is their number', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
        const digits = formatKey('test', '000000000000', bytes).slice(22, 65);
        expect([...digits].reduce((sum, each) => sum * 62n + BigInt(numberOf(each)), 0n)).toBe(number);
      }),
    );
  });

  test('a key with any one character changed, added or left out is refused', () => {
    fc.assert(
      fc.property(
        key,
        fc.nat(),
        digit,
        fc.constantFrom('change', 'add', 'leave out'),
        (text, seed, other, how) => {
          const at = seed % text.length;
          const wrong =
            how === 'change'
              ? text.slice(0, at) + other + text.slice(at + 1)
              : how === 'add'
                ? text.slice(0, at) + other + text.slice(at)
                : text.slice(0, at) + text.slice(at + 1);
          fc.pre(wrong !== text);
          expect(parseKey(wrong)).toBeNull();
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['a space behind', (text: string) => `${text} `],
    ['a newline behind', (text: string) => `${text}\n`],
    ['a newline inside', (text: string) => `${text.slice(0, 40)}\n${text.slice(40)}`],
    ['a space before', (text: string) => ` ${text}`],
    ['three characters behind', (text: string) => `${text}abc`],
    ['another case', (text: string) => text.toUpperCase()],
    ['a key behind', (text: string) => text + text],
    ['nothing', () => ''],
  ])('%s is refused', (_, change) => {
    expect(parseKey(change(formatKey('live', 'AbCdEfGhIjKl', new Uint8Array(32).fill(3))))).toBeNull();
  });

  test('the highest number of 256 bits is accepted, and one above it is not, though its checksum fits', () => {
    const highest = formatKey('live', '000000000000', new Uint8Array(32).fill(255));
    expect(parseKey(highest)).not.toBeNull();

    const above = 'yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp2';
    const body = `idx_live_000000000000_${above}`;
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(zlibCrc32(body));
    expect(parseKey(body + encodeBase62(sum, 6))).toBeNull();
  });

  test('an id or random part of another shape is not written', () => {
    expect(() => formatKey('live', 'short', new Uint8Array(32))).toThrow(RangeError);
    expect(() => formatKey('live', '000000000000', new Uint8Array(31))).toThrow(RangeError);
    expect(() => encodeBase62(Uint8Array.of(255), 1)).toThrow(RangeError);
  });

  test('the checksum is the CRC-32 of zlib', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        expect(crc32(text)).toBe(zlibCrc32(text));
      }),
    );
  });
});

function numberOf(each: string): number {
  return '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.indexOf(each);
}
