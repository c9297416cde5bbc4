/*
 * Masks API keys in text. Everything after `idx_live_<key id>_` goes, whatever its length or
 * checksum: a key that was cut, doubled or mistyped is still most of a secret. The key id stays; it
 * is the fingerprint that the audit log shows too.
 *
 * - A run of digits ends where another `idx_` begins, else the second of two adjoining keys would
 *   begin inside the first one's mask and be missed.
 * - The checksum may only widen a mask, over a line wrap; it never vetoes one.
 * - Each character is looked at a bounded number of times, whatever the text: no lookahead and no
 *   alternation stands inside a repetition, which would overflow the stack on one long run.
 */
import { parseKey } from '../key/format.ts';
import { digitsEnd } from './scan.ts';

const PREFIX = /idx_(?:live|test)_[0-9A-Za-z]{12}_/g;
const PREFIX_LENGTH = 22;
const SECRET_LENGTH = 49;
/** A line end, plain, quoted-printable or escaped as in JSON, and what indents or quotes the next line. */
const WRAP = /(?:=?\r?\n|(?:\\r)?\\n)[ \t>|]{0,16}/y;

export function maskKeys(text: string): string {
  if (!text.includes('idx_')) return text;
  let masked = '';
  let copied = 0;
  PREFIX.lastIndex = 0;
  for (let match = PREFIX.exec(text); match !== null; match = PREFIX.exec(text)) {
    // Prefixes can overlap: `idx_live_AAAAAAAAAidx_live_…` holds two.
    PREFIX.lastIndex = match.index + 4;
    const start = match.index + PREFIX_LENGTH;
    const end = secretEnd(text, start);
    if (end === start) continue;
    masked += `${text.slice(copied, start)}[redacted]`;
    copied = end;
  }
  return copied === 0 ? text : masked + text.slice(copied);
}

function secretEnd(text: string, start: number): number {
  let end = digitsEnd(text, start);
  if (text[end] === '_' && end - start >= 3 && text.startsWith('idx', end - 3)) end -= 3;
  return end - start < SECRET_LENGTH && end > start ? wrappedEnd(text, start, end) : end;
}

/** Where the key ends if it goes on over line wraps, as its checksum tells; else `end`. */
function wrappedEnd(text: string, start: number, end: number): number {
  let digits = text.slice(start, end);
  let at = end;
  while (digits.length < SECRET_LENGTH) {
    WRAP.lastIndex = at;
    if (!WRAP.test(text)) return end;
    at = WRAP.lastIndex;
    const next = Math.min(digitsEnd(text, at, SECRET_LENGTH), at + SECRET_LENGTH - digits.length);
    if (next === at) return end;
    digits += text.slice(at, next);
    at = next;
  }
  return parseKey(text.slice(start - PREFIX_LENGTH, start) + digits) === null ? end : at;
}
