import { usageError } from '../errors/usage.ts';
import { holdsKey } from '../key/holds-key.ts';

const NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

// Those that carry the key, that frame the message, that an option sets, or that name the call; and
// those of encodings, since nothing is encoded or decoded here.
const REFUSED = new Set([
  'x-api-key',
  'host',
  'content-length',
  'content-type',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'idempotency-key',
  'if-match',
  'accept-encoding',
  'content-encoding',
  'request-id',
]);

/**
 * Reads further headers, over those that are given already.
 *
 * @returns Names in lower case, and values, in turn.
 */
export function readHeaders(given: unknown, otherwise: readonly string[]): readonly string[] {
  if (typeof given !== 'object' || given === null) {
    throw usageError('option_invalid', 'The option headers is an object of names and texts.');
  }
  const headers: string[] = [];
  for (const name of Object.keys(given)) {
    const value = (given as Record<string, unknown>)[name];
    if (value === undefined) continue;
    const lower = name.toLowerCase();
    if (!NAME.test(lower)) throw usageError('header_refused', 'A header has a name that cannot be sent.');
    if (REFUSED.has(lower)) throw usageError('header_refused', `The header ${lower} is set by the client.`);
    headers.push(lower, headerValue(lower, value));
  }
  return overlaid(otherwise, headers);
}

/** Refuses what cannot stand in a header, or should not: a newline would begin another one, a key would be logged. */
export function headerValue(name: string, value: unknown): string {
  if (typeof value !== 'string' || !VALUE.test(value)) {
    throw usageError('header_refused', `The value of the header ${name} is not a text that can be sent.`);
  }
  if (holdsKey(value)) {
    throw usageError('header_refused', `The header ${name} holds an API key, which only X-API-Key may.`);
  }
  return value;
}

/** Both lists in one; where a name is in both, the second counts. */
export function overlaid(first: readonly string[], second: readonly string[]): readonly string[] {
  if (second.length === 0) return first;
  const kept: string[] = [];
  for (let at = 0; at < first.length; at += 2) {
    if (!hasHeader(second, first[at]!)) kept.push(first[at]!, first[at + 1]!);
  }
  return [...kept, ...second];
}

function hasHeader(headers: readonly string[], name: string): boolean {
  for (let at = 0; at < headers.length; at += 2) {
    if (headers[at] === name) return true;
  }
  return false;
}
