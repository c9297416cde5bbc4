import { usageError } from '../errors/usage.ts';

/**
 * Fills a path template. Parameters are strings and one segment each: `encodeURIComponent('..')` is
 * `..`, which servers and proxies resolve, so that `keys.revoke('..')` would reach another operation;
 * an empty id would reach the collection.
 */
export function fillPath(template: string, parameters: Readonly<Record<string, string>> | undefined): string {
  if (!template.includes('{')) return template;
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value: unknown =
      parameters !== undefined && Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (typeof value !== 'string') throw usageError('argument_invalid', `${name} is not a string.`);
    if (value === '') throw usageError('argument_invalid', `${name} is empty.`);
    if (value === '.' || value === '..')
      throw usageError('argument_invalid', `${name} is a path, not an id.`);
    return encode(name, value);
  });
}

/** Writes query parameters, with the question mark; lists are sent between commas. */
export function queryText(query: object | undefined): string {
  if (query === undefined) return '';
  if (typeof query !== 'object' || query === null)
    throw usageError('argument_invalid', 'The parameters are not an object.');
  let text = '';
  for (const name of Object.keys(query)) {
    const value = (query as Record<string, unknown>)[name];
    if (value === undefined) continue;
    text += `${text === '' ? '?' : '&'}${encode(name, name)}=${encode(name, plain(name, value))}`;
  }
  return text;
}

function plain(name: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.map((item) => plain(name, item)).join(',');
  throw usageError('argument_invalid', `${name} is not a string, a number, a boolean or a list of them.`);
}

function encode(name: string, text: string): string {
  if (!text.isWellFormed()) throw usageError('argument_invalid', `${name} holds half of a surrogate pair.`);
  return encodeURIComponent(text);
}
