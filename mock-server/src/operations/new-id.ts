import { encodeBase62 } from '@homestar/sdk/internal';
import type { Random } from '../time/random.ts';

/** A fresh id: a prefix and 12 digits of base 62, from 64 random bits (about 10¹⁹ possible ids). */
export function newId(prefix: 'lin' | 'usr' | 'brk' | 'lst', random: Random): string {
  return `${prefix}_${encodeBase62(random.bytes(8), 12)}`;
}
