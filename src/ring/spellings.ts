/*
 * Finds a known secret in whatever a server made of it: wrapped, spaced, percent-encoded, escaped as
 * in JSON, in another case, in hexadecimal, in base64 behind any bytes.
 *
 * A text is folded to its letters and figures, escapes read and all else left out, and so is the secret
 * in each of its forms. From every form blocks of eight are looked for: what holds fifteen characters in
 * a row of a form holds a block of it. A block that is found is followed in both directions.
 */
import { isDigit } from '../redact/scan.ts';

const ESCAPE = /(?:%(?:25)*|\\u00|\\x)([0-9a-f]{2})|\\[nrt]/gi;
const BLOCK = 8;
const SHORTEST = 16;

/** Makes what masks sixteen or more characters in a row of these secrets, however they are spelled. */
export function spellingMask(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.flatMap(formsOf);
  const blocks = new Map<string, { readonly form: string; readonly offset: number }>();
  for (const form of forms) {
    for (let offset = 0; offset + BLOCK <= form.length; offset += BLOCK) {
      blocks.set(form.slice(offset, offset + BLOCK), { form, offset });
    }
  }
  const anyBlock = new RegExp([...blocks.keys()].join('|'), 'g');

  return (text) => {
    if (blocks.size === 0 || text.length < BLOCK) return text;
    const folded = fold(text);
    if (folded.search(anyBlock) < 0) return text;
    const places = placesOf(text);
    let masked = '';
    let copied = 0;
    anyBlock.lastIndex = 0;
    for (let hit = anyBlock.exec(folded); hit !== null; hit = anyBlock.exec(folded)) {
      const { form, offset } = blocks.get(hit[0])!;
      const [start, end] = alike(folded, hit.index, form, offset);
      if (end - start < Math.min(SHORTEST, form.length)) continue;
      masked += `${text.slice(copied, places[start]!.start)}[redacted]`;
      copied = places[end - 1]!.end;
      anyBlock.lastIndex = end;
    }
    return masked + text.slice(copied);
  };
}

function formsOf(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  // Behind 0, 1 and 2 bytes; the characters at both ends share bits with what stands there.
  const base64 = [0, 1, 2].map((before) =>
    btoa('\0'.repeat(before) + secret).slice(before && before + 1, -4),
  );
  return [secret, hex, ...base64].map((form) => fold(form)).filter((form) => form.length >= BLOCK);
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** The letters and figures of a text in lower case. */
function fold(text: string): string {
  return text
    .replace(ESCAPE, digitOf)
    .replace(/[^0-9a-z]+/gi, '')
    .toLowerCase();
}

/** Where each character of the folded text stands. */
function placesOf(text: string): Place[] {
  const places: Place[] = [];
  let at = 0;
  const upTo = (end: number): void => {
    for (; at < end; at++) if (isDigit(text.charCodeAt(at))) places.push({ start: at, end: at + 1 });
  };
  for (const match of text.matchAll(ESCAPE)) {
    upTo(match.index);
    at += match[0].length;
    if (digitOf(match[0], match[1]) !== '') places.push({ start: match.index, end: at });
  }
  upTo(text.length);
  return places;
}

function digitOf(_: string, hex: string | undefined): string {
  const code = hex === undefined ? 0 : Number.parseInt(hex, 16);
  return isDigit(code) ? String.fromCharCode(code) : '';
}

/** How far a text and a form are the same around a place where they are. */
function alike(text: string, at: number, form: string, offset: number): readonly [number, number] {
  let before = 0;
  while (before < Math.min(at, offset) && text[at - before - 1] === form[offset - before - 1]) before++;
  let behind = 0;
  while (offset + behind < form.length && text[at + behind] === form[offset + behind]) behind++;
  return [at - before, at + behind];
}
