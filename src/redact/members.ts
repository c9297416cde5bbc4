/*
 * What stands under a name: members, items in turn with their names, and pairs of both. A name alone may make what
 * stands under it a secret.
 */
import { redactText } from './text.ts';
import { type Copies, redactValue } from './value.ts';

// Names without case, hyphens and underscores whose text is a secret whatever it looks like.
const SECRET_NAME = /apikey$|^secret$|^mfacode$/;

/** Redacts a member's value, which its name alone may make a secret. */
export function redactMember(name: string, value: unknown, copies: Copies, depth: number): unknown {
  const redacted = redactValue(value, copies, depth);
  if (!SECRET_NAME.test(name.toLowerCase().replace(/[-_]/g, ''))) return redacted;
  // A header that came twice is a list.
  if (Array.isArray(value)) return value.map((item) => redactMember(name, item, copies, depth));
  // What was masked already shows the key's id.
  return ['string', 'number', 'bigint'].includes(typeof value) && redacted === value
    ? '[redacted]'
    : redacted;
}

/** Redacts the items that are there: a sparse array may be billions long. */
export function redactItems(from: readonly unknown[], copy: unknown[], copies: Copies, depth: number): void {
  copy.length = from.length;
  for (const name of Object.keys(from)) {
    const at = Number(name);
    if (!(at < from.length)) continue; // a member that is no item
    // Names and values in turn, as in `rawHeaders`, and pairs of both.
    const before = at % 2 === 1 ? from[at - 1] : undefined;
    copy[at] =
      typeof before === 'string'
        ? redactMember(before, from[at], copies, depth)
        : redactValue(from[at], copies, depth);
  }
}

/** Redacts own enumerable members into `copy`. */
export function redactMembers(from: object, copy: object, copies: Copies, depth: number): void {
  for (const name of Object.keys(from)) {
    let value: unknown;
    try {
      value = redactMember(name, (from as Record<string, unknown>)[name], copies, depth);
    } catch {
      value = '[could not be read]'; // a getter that throws
    }
    // Defined, not assigned: a member may be called `__proto__`.
    Object.defineProperty(copy, redactText(name), {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
}

/** Redacts names with their texts, as headers have them. */
export function redactPairs(
  entries: Iterable<[string, string]>,
  copies: Copies,
  depth: number,
): [string, string][] {
  return [...entries].map(([name, text]) => [
    redactText(name),
    String(redactMember(name, text, copies, depth)),
  ]);
}
