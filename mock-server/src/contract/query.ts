import type { Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import { pointerStep } from '../wire/pointer-step.ts';

/** The query as name → text. A name given twice, or text that is no UTF-8, is refused rather than guessed at. */
export function parseQuery(query: string): Readonly<Record<string, string>> | Refusal {
  const parsed: Record<string, string> = Object.create(null);
  if (query === '') return parsed;
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    const value = decode(equals < 0 ? '' : part.slice(equals + 1));
    if (name === undefined || value === undefined) {
      return invalid([{ pointer: '/query', detail: 'is not percent-encoded UTF-8' }]);
    }
    if (name in parsed)
      return invalid([{ pointer: `/query/${pointerStep(name)}`, detail: 'is given twice' }]);
    parsed[name] = value;
  }
  return parsed;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
