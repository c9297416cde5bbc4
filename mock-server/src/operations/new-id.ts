import type { Random } from '../time/random.ts';
import { drawBase62 } from '../vault/base62-digits.ts';

/** How many random digits of base 62; a request has more, since nothing would notice that two share an id. */
const digits = { lin: 12, usr: 12, brk: 12, lst: 12, lead: 12, req: 22 };

/** A fresh id: what it names, and random digits. */
export function newId(prefix: keyof typeof digits, random: Random): string {
  return `${prefix}_${drawBase62(random, digits[prefix])}`;
}
