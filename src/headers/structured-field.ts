/*
 * The part of RFC 9651 (Structured Field Values) that HomeStar's headers use: a List of Items with
 * Parameters, of strings, tokens, integers, decimals, booleans and dates. Inner lists, byte
 * sequences and display strings are not in it. As the RFC demands, a field that does not parse is
 * ignored whole, so parsing answers null and never a part.
 */

export type BareItem =
  | { readonly type: 'string' | 'token'; readonly value: string }
  | { readonly type: 'integer' | 'decimal' | 'date'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean };

export interface Item {
  readonly bare: BareItem;
  readonly parameters: ReadonlyMap<string, BareItem>;
}

const SPACES = / */y;
const OPTIONAL_SPACES = /[ \t]*/y;
const KEY = /[a-z*][a-z0-9_.*-]*/y;
const STRING = /"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"/y;
const TOKEN = /[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*/y;
const BOOLEAN = /\?([01])/y;
const DATE = /@(-?\d{1,15})(?![\d.])/y;
// RFC 9651, section 3.3: an integer has at most 15 digits, a decimal at most 12 and then 1 to 3.
const NUMBER = /(-?)(\d{1,12}\.\d{1,3}|\d{1,15})(?![\d.])/y;

/** A longer field is not ours; the bound keeps a hostile one from costing anything. */
const LONGEST_FIELD = 8_192;

/** Reads a List (RFC 9651, section 4.2.1); an empty field is an empty list. */
export function parseList(text: string): Item[] | null {
  if (text.length > LONGEST_FIELD) return null;
  const field = new Reader(text);
  const items: Item[] = [];
  field.take(SPACES);
  while (!field.done) {
    const item = readItem(field);
    if (item === null) return null;
    items.push(item);
    field.take(OPTIONAL_SPACES);
    if (field.done) return items;
    if (!field.skip(',')) return null;
    field.take(OPTIONAL_SPACES);
    if (field.done) return null; // a trailing comma
  }
  return items;
}

/** Reads a single Item (section 4.2.3). */
export function parseItem(text: string): Item | null {
  const items = parseList(text);
  return items?.length === 1 ? items[0]! : null;
}

/** Writes a String (section 4.1.6). @throws RangeError on a character outside printable ASCII. */
export function formatString(text: string): string {
  if (/[^\x20-\x7e]/.test(text)) throw new RangeError('A structured string is printable ASCII.');
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Writes an Integer (section 4.1.4). @throws RangeError outside 15 digits. */
export function formatInteger(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) > 999_999_999_999_999) {
    throw new RangeError('A structured integer is a whole number of at most 15 digits.');
  }
  return String(value);
}

function readItem(field: Reader): Item | null {
  const bare = readBareItem(field);
  if (bare === null) return null;
  const parameters = new Map<string, BareItem>();
  while (field.skip(';')) {
    field.take(SPACES);
    const key = field.take(KEY);
    if (key === null) return null;
    const value = field.skip('=') ? readBareItem(field) : ({ type: 'boolean', value: true } as const);
    if (value === null) return null;
    parameters.set(key[0], value);
  }
  return { bare, parameters };
}

function readBareItem(field: Reader): BareItem | null {
  let match = field.take(STRING);
  if (match) return { type: 'string', value: match[1]!.replace(/\\(["\\])/g, '$1') };
  match = field.take(NUMBER);
  if (match) return { type: match[2]!.includes('.') ? 'decimal' : 'integer', value: Number(match[0]) };
  match = field.take(TOKEN);
  if (match) return { type: 'token', value: match[0] };
  match = field.take(BOOLEAN);
  if (match) return { type: 'boolean', value: match[1] === '1' };
  match = field.take(DATE);
  if (match) return { type: 'date', value: Number(match[1]) };
  return null;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text.replace(/ +$/, '');
  }

  get done(): boolean {
    return this.#at === this.#text.length;
  }

  skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }
}
