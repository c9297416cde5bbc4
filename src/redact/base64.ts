/*
 * Masks API keys inside base64 text, where a Basic header or an encoded body hides them. Three
 * characters of base64 hold four bytes' worth of digits, so a text reads in one of three ways,
 * according to how many bytes stand before it.
 */
import { wrapEnd, wrappable, wrappableFinder } from './wrap.ts';

/** `idx_live_` and `idx_test_` in base64 behind 0, 1 and 2 bytes, as far as those bytes cannot change it. */
const MARKS = [
  ['aWR4X2xpdmVf', 'aWR4X3Rlc3Rf'],
  ['lkeF9saXZlX', 'lkeF90ZXN0X'],
  ['pZHhfbGl2ZV', 'pZHhfdGVzdF'],
] as const;
const find = wrappableFinder(
  new RegExp(MARKS.flat().join('|')),
  () => new RegExp(MARKS.map((pair) => `(${pair.map(wrappable).join('|')})`).join('|'), 'g'),
);
const KEY_START = /^dx_(live|test)_([0-9A-Za-z]{12})_[0-9A-Za-z]/;
const CHARACTERS = /[0-9A-Za-z+/_-]*={0,2}/y;
const FEW_CHARACTERS = /[0-9A-Za-z+/_-]{0,36}/y;
/** What a whole key takes, so that a mask goes on over the line ends of wrapped base64. */
const KEY_CHARACTERS = 96;
/** What its beginning takes, up to the first character of the secret part. */
const START_CHARACTERS = 36;

export function maskBase64(text: string): string {
  const marks = find(text);
  if (marks === null) return text;
  let masked = '';
  let copied = 0;
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    const bytesBefore = match[1] !== undefined ? 0 : match[2] !== undefined ? 1 : 2;
    const key = KEY_START.exec(
      decode(read(text, match.index, START_CHARACTERS, FEW_CHARACTERS).digits, bytesBefore),
    );
    if (key === null) continue;
    masked += `${text.slice(copied, match.index)}[redacted: base64 of idx_${key[1]}_${key[2]}]`;
    copied = read(text, match.index, KEY_CHARACTERS, CHARACTERS).end;
    marks.lastIndex = copied;
  }
  return copied === 0 ? text : masked + text.slice(copied);
}

/** Decodes without the first character, whose bits may be shared. */
function decode(digits: string, bytesBefore: number): string {
  const padded = (['', 'AA', 'AAA'][bytesBefore] + digits).replace(/-/g, '+').replace(/_/g, '/');
  const usable = /^[0-9A-Za-z+/]*/.exec(padded)![0];
  return atob(usable.length % 4 === 1 ? usable.slice(0, -1) : usable).slice(bytesBefore + 1);
}

/** Reads base64 over line wraps, piece by piece, until there is as much as `wanted`. */
function read(
  text: string,
  start: number,
  wanted: number,
  piece: RegExp,
): { readonly digits: string; readonly end: number } {
  let digits = '';
  let at = start;
  for (;;) {
    piece.lastIndex = at;
    const line = piece.exec(text)![0];
    const end = at + line.length;
    digits += line.slice(0, wanted);
    at = wrapEnd(text, end);
    if (line === '' || digits.length >= wanted || at === end) return { digits, end };
  }
}
