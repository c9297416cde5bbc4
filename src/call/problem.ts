import type { ErrorPointer } from '../errors/base.ts';
import type { Received } from '../transport/transport.ts';
import { isJson } from './answer.ts';

const LONGEST_TEXT = 2_000;
const DEEPEST = 8;
const MOST_POINTERS = 100;

/** A problem (RFC 9457) as the server told it, with every text of it cleaned. */
export interface ToldProblem {
  readonly code: string;
  readonly title: string | null;
  readonly detail: string | null;
  readonly action: string | null;
  readonly errors: readonly ErrorPointer[];
  readonly whole: Readonly<Record<string, unknown>>;
}

/** Reads the problem of an answer; `null` where it holds none, as a proxy's does. */
export function readProblem(received: Received, clean: (text: string) => string): ToldProblem | null {
  if (!isJson(received)) return null;
  let told: unknown;
  try {
    told = JSON.parse(received.text);
  } catch {
    return null;
  }
  if (typeof told !== 'object' || told === null || Array.isArray(told)) return null;
  const whole = cleaned(told, clean, 0) as Record<string, unknown>;
  const { code } = whole;
  if (typeof code !== 'string' || !/^[a-z][a-z0-9_]{0,63}$/.test(code)) return null;
  return {
    code,
    title: textOf(whole.title),
    detail: textOf(whole.detail),
    action: textOf(whole.action),
    errors: pointers(whole.errors),
    whole,
  };
}

function pointers(value: unknown): ErrorPointer[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST_POINTERS).flatMap((each) => {
    const { pointer, detail } = (each ?? {}) as Partial<ErrorPointer>;
    return typeof pointer === 'string' && typeof detail === 'string' ? [{ pointer, detail }] : [];
  });
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A copy of parsed JSON with its texts cleaned, then cut: half a key is still most of a secret. */
function cleaned(value: unknown, clean: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return clean(value).slice(0, LONGEST_TEXT);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return null;
  if (Array.isArray(value)) return value.map((item) => cleaned(item, clean, depth + 1));
  const copy: Record<string, unknown> = Object.create(null);
  for (const [name, member] of Object.entries(value)) copy[clean(name)] = cleaned(member, clean, depth + 1);
  return copy;
}
