/*
 * idx_<live|test>_<key id: 12 digits>_<random part: 43 digits><checksum: 6 digits>
 *
 * - The digits are those of base 62; the random part is 32 random bytes as one number.
 * - The checksum is the CRC-32 of all text before it, so that a typo is refused without asking the
 *   server, and a leaked key is recognised with certainty.
 */
import { encodeBase62, encodeNumberBase62 } from './base62.ts';
import { crc32 } from './crc32.ts';

export type Environment = 'live' | 'test';

/** What a well-formed key says of itself; nothing of it is secret. */
export interface ParsedKey {
  readonly environment: Environment;
  /** The id that the API uses, `key_` and the same 12 digits. */
  readonly keyId: string;
  /** The 12 digits alone. */
  readonly id12: string;
  /** The part of the key that may be shown, `idx_live_<id>`. */
  readonly hint: string;
}

const KEY = /^idx_(live|test)_([0-9A-Za-z]{12})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
const CHECKSUM_DIGITS = 6;

// 2^256 - 1. Digits ascend as ASCII does, so texts of one length compare as their numbers do.
const HIGHEST_RANDOM_PART = 'yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp1';

/** Reads a key: `null` if form, range or checksum is wrong. Says nothing about whether the key exists. */
export function parseKey(text: string): ParsedKey | null {
  const match = KEY.exec(text);
  if (match === null || match[3]! > HIGHEST_RANDOM_PART) return null;
  if (checksumOf(text.slice(0, -CHECKSUM_DIGITS)) !== match[4]) return null;
  const id12 = match[2]!;
  return { environment: match[1] as Environment, keyId: `key_${id12}`, id12, hint: text.slice(0, 21) };
}

/**
 * Writes a key.
 *
 * @param id12 12 digits of base 62.
 * @param random 32 bytes from a cryptographic source.
 * @throws RangeError if either has another shape.
 */
export function formatKey(environment: Environment, id12: string, random: Uint8Array): string {
  if (!/^[0-9A-Za-z]{12}$/.test(id12)) throw new RangeError('A key id is 12 digits of base 62.');
  if (random.length !== 32) throw new RangeError('The random part of a key is 32 bytes.');
  const body = `${hintOf(environment, id12)}_${encodeBase62(random, 43)}`;
  return body + checksumOf(body);
}

/** The part of a key that may be shown. */
export function hintOf(environment: Environment, id12: string): string {
  return `idx_${environment}_${id12}`;
}

function checksumOf(body: string): string {
  return encodeNumberBase62(crc32(body), CHECKSUM_DIGITS);
}
