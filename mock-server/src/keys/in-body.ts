import type { Refusal } from '../checks/refusal.ts';
import { pointerStep } from '../wire/pointer-step.ts';
import { holdsKey } from './in-text.ts';

/** A key in a body ends up in a record, and so in lists, exports and the log: it is refused wherever it stands. */
export function keyInText(value: unknown, pointer = '/body'): Refusal | undefined {
  if (typeof value === 'string') return holdsKey(value) ? refuse(pointer) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    if (holdsKey(name)) return refuse(pointer);
    const found = keyInText(member, `${pointer}/${pointerStep(name)}`);
    if (found) return found;
  }
  return undefined;
}

function refuse(pointer: string): Refusal {
  const errors = [{ pointer, detail: 'holds an API key' }];
  return { refused: 'key_in_text', check: { name: 'key_not_in_text', saw: { pointer } }, errors };
}
