import { parseKey } from '@homestar/sdk/internal';
import { percentDecoded } from '../wire/percent-decoded.ts';

const prefix = 'idx_';
const keyLength = 71;

/**
 * Whether a text holds a true key, percent-encoded or not: its form with the right checksum, so that a look-alike
 * hinders nobody. A key is looked for wherever `idx_` stands, since a look-alike in front of one may run into it.
 */
export function holdsKey(text: string): boolean {
  return holdsPlainKey(text) || (text.includes('%') && holdsPlainKey(percentDecoded(text)));
}

function holdsPlainKey(text: string): boolean {
  for (let at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1)) {
    if (parseKey(text.slice(at, at + keyLength))) return true;
  }
  return false;
}
