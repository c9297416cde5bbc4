import { usageError } from '../errors/usage.ts';
import { parseKey } from '../key/format.ts';
import { Secret } from '../key/secret.ts';

const LONGEST_KEY = 512;

/**
 * Cleans and judges one key as it was given. A form that this version does not know passes, so that
 * it outlives a change of format. No message quotes any part of a key.
 *
 * @returns The key, and whether its form is known.
 */
export function checkKey(given: unknown): { readonly key: string; readonly known: boolean } {
  const text = given instanceof Secret ? given.reveal() : given;
  if (text === undefined || text === null || text === '') {
    throw usageError('api_key_missing', 'No API key was given.');
  }
  if (typeof text !== 'string')
    throw usageError('api_key_invalid', `The API key is ${nameOf(text)}, not a string.`);
  const key = text.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '');
  if (key === '') throw usageError('api_key_missing', 'The API key is empty.');
  if (key.includes('[redacted')) {
    throw usageError(
      'api_key_invalid',
      'The API key is the mask of a Secret. Call .reveal() to pass its text.',
    );
  }
  if (key.startsWith('[object ')) {
    throw usageError('api_key_invalid', 'The API key is an object that was turned into a string.');
  }
  if (/[^0-9A-Za-z_]/.test(key)) {
    throw usageError('api_key_invalid', 'The API key holds characters that no key has.');
  }
  if (key.length > LONGEST_KEY) throw usageError('api_key_invalid', 'The API key is too long.');
  const known = /^idx_(?:live|test)_.{62}$/.test(key);
  if (known && parseKey(key) === null) {
    throw usageError('api_key_invalid', 'The checksum of the API key does not fit: characters are changed.');
  }
  return { key, known };
}

function nameOf(value: unknown): string {
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (Array.isArray(value)) return 'an array';
  return Object.keys(value as object).length === 0
    ? 'an object without members, as a copied Secret is'
    : 'an object of another kind';
}
