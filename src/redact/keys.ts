/*
 * Masks API keys in text. Everything after `idx_live_<key id>_` goes, whatever its length or
 * checksum: a key that was cut, doubled or mistyped is still most of a secret. The key id stays; it
 * is the fingerprint that the audit log shows too.
 *
 * - A run of digits ends where another `idx_` begins, else the second of two adjoining keys would
 *   begin inside the first one's mask and be missed.
 * - A line wrap may stand between any two characters. Behind a short run of digits the next line
 *   belongs to the key if the checksum says so, or if it looks like digits drawn at random: what was
 *   wrapped and then cut has no checksum. The checksum may only widen a mask; it never vetoes one.
 * - Each character is looked at a bounded number of times, whatever the text: no lookahead and no
 *   alternation stands inside a repetition, which would overflow the stack on one long run.
 */
import { parseKey } from '../key/format.ts';
import { digitsEnd } from './scan.ts';
import { unwrapped, wrapEnd, wrappable, wrappableFinder } from './wrap.ts';

const DIGITS = Array<string>(12).fill('[0-9A-Za-z]');
const find = wrappableFinder(
  /idx_(?:live|test)_[0-9A-Za-z]{12}_/,
  () =>
    new RegExp(
      `${wrappable('idx_')}(?:${wrappable(['', ...'live', ''])}|${wrappable(['', ...'test', ''])})${wrappable(['_', ...DIGITS, '_'])}`,
      'g',
    ),
);
const SECRET_LENGTH = 49;

export function maskKeys(text: string): string {
  const prefixes = find(text);
  if (prefixes === null) return text;
  let masked = '';
  let copied = 0;
  for (let match = prefixes.exec(text); match !== null; match = prefixes.exec(text)) {
    const start = prefixes.lastIndex;
    // Prefixes can overlap: `idx_live_AAAAAAAAAidx_live_…` holds two.
    prefixes.lastIndex = match.index + 4;
    const end = secretEnd(text, start, match[0]);
    if (end === start) continue;
    masked += `${text.slice(copied, start)}[redacted]`;
    copied = end;
  }
  return copied === 0 ? text : masked + text.slice(copied);
}

function secretEnd(text: string, start: number, prefix: string): number {
  let end = digitsEnd(text, start);
  if (text[end] === '_' && end - start >= 3 && text.startsWith('idx', end - 3)) end -= 3;
  return end - start < SECRET_LENGTH ? wrappedEnd(text, start, end, prefix) : end;
}

/** Where the key ends if it goes on over line wraps; else `end`. */
function wrappedEnd(text: string, start: number, end: number, prefix: string): number {
  let digits = text.slice(start, end);
  let at = end;
  let likely = end;
  while (digits.length < SECRET_LENGTH) {
    const line = wrapEnd(text, at);
    const lineEnd = digitsEnd(text, line);
    if (line === at || lineEnd === line) break;
    const next = Math.min(lineEnd, line + SECRET_LENGTH - digits.length);
    digits += text.slice(line, next);
    if (digits.length === SECRET_LENGTH && parseKey(unwrapped(prefix) + digits) !== null) return next;
    if (likely === at && looksRandom(text, line, lineEnd)) likely = lineEnd;
    at = next;
  }
  return likely;
}

/** Whether what begins a line is no word: sixteen digits, or eight among which are figures or which fill the line. */
function looksRandom(text: string, start: number, end: number): boolean {
  if (end - start < 8) return false;
  if (end - start >= 16) return true;
  const run = text.slice(start, end);
  return /[A-Za-z]\d|\d[A-Za-z]/.test(run) || end === text.length || wrapEnd(text, end) > end;
}
