/*
 * Copies a value with every text in it redacted. The value itself is never changed, what cannot be
 * read is replaced by a note, and only what is copied here can come out: private fields, prototype
 * getters and closures do not.
 */
import { Secret } from '../key/secret.ts';
import { redactBytes } from './bytes.ts';
import { redactError } from './error.ts';
import { redactItems, redactMember, redactMembers, redactPairs } from './members.ts';
import { redactText } from './text.ts';

/** Copies made so far, so that cycles and shared parts keep their shape. */
export type Copies = Map<object, unknown>;

const DEEPEST = 100;

export function redactValue(value: unknown, copies: Copies, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'symbol') return redactSymbol(value);
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return value;
  if (copies.has(value)) return copies.get(value);
  if (depth > DEEPEST) return '[nested too deep]';
  try {
    return redactObject(value, copies, depth + 1);
  } catch {
    return '[could not be read]';
  }
}

function redactObject(value: object, copies: Copies, depth: number): unknown {
  const keep = <T>(copy: T): T => {
    copies.set(value, copy);
    return copy;
  };
  const inner = (part: unknown) => redactValue(part, copies, depth);

  if (isPlainSecret(value)) return value;
  if (Array.isArray(value)) {
    const copy: unknown[] = keep([]);
    redactItems(value, copy, copies, depth);
    return copy;
  }
  if (ArrayBuffer.isView(value)) return keep(redactBytes(value));
  // By tag rather than by instanceof, since test runners and vm contexts have classes of their own.
  switch (Object.prototype.toString.call(value).slice(8, -1)) {
    case 'Map': {
      const copy = keep(new Map());
      for (const [name, part] of value as Map<unknown, unknown>) {
        copy.set(
          inner(name),
          typeof name === 'string' ? redactMember(name, part, copies, depth) : inner(part),
        );
      }
      return copy;
    }
    case 'Set': {
      const copy = keep(new Set());
      for (const part of value as Set<unknown>) copy.add(inner(part));
      return copy;
    }
    case 'Headers':
      return keep(new Headers(redactPairs(value as Headers, copies, depth)));
    case 'URLSearchParams':
      return keep(new URLSearchParams(redactPairs(value as URLSearchParams, copies, depth)));
    case 'URL':
      return keep(new URL(redactText((value as URL).href)));
    case 'Date':
      return new Date((value as Date).getTime());
    case 'String':
    case 'RegExp':
      return redactText(String(value));
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      return keep(redactBytes(new Uint8Array(value as ArrayBuffer)));
    case 'Error':
    case 'DOMException':
      return redactError(value as Error, copies, depth);
  }
  if (value instanceof Error) return redactError(value, copies, depth);
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return inner(toJSON.call(value, ''));
  const copy = keep({});
  redactMembers(value, copy, copies, depth);
  return copy;
}

function redactSymbol(symbol: symbol): symbol {
  const text = symbol.description ?? '';
  const redacted = redactText(text);
  return redacted === text ? symbol : Symbol(redacted);
}

// By class and not by `instanceof`, which believes a brand that anything can carry; and only without
// members, which anybody can add.
function isPlainSecret(value: object): boolean {
  return Object.getPrototypeOf(value) === Secret.prototype && Reflect.ownKeys(value).length === 0;
}
