import { expect, it } from 'vitest';
import { drawBase62 } from '../../mock-server/src/vault/base62-digits.ts';

/** Hands out every byte value equally often, in order. */
function evenBytes() {
  let next = 0;
  return { bytes: (count: number) => Uint8Array.from({ length: count }, () => next++ & 255) };
}

it('draws each digit exactly as often as any other where the bytes are even', () => {
  // 256 bytes hold 248 fair ones, four for each digit; `byte % 62` would give the first eight a fifth.
  const digits = drawBase62(evenBytes(), 248);
  const counts = new Map<string, number>();
  for (const digit of digits) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  expect(counts.size).toBe(62);
  expect(new Set(counts.values())).toEqual(new Set([4]));
});

it('draws on where bytes were thrown away', () => {
  let drawn = 0;
  const random = { bytes: (count: number) => new Uint8Array(count).fill(drawn++ < 3 ? 255 : 61) };
  expect(drawBase62(random, 9)).toBe('zzzzzzzzz');
});
