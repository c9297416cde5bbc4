import type { Refusal } from '../checks/refusal.ts';
import { pointerStep } from '../wire/pointer-step.ts';
import { holdsKey } from './in-text.ts';

/**
 * A key in a body ends up in a record, and so in lists, exports and the log: it is refused wherever it stands, except as
 * the text of a field that is there for it.
 *
 * @param carriesKey JSON pointers of those fields, from the body on; `*` stands for every element of a list.
 */
export function keyInText(value: unknown, carriesKey: readonly string[] = []): Refusal | undefined {
  const carrying = new Set(carriesKey);

  /** `field` is the pointer of what the contract describes, `pointer` the one of this value. */
  function find(member: unknown, field: string, pointer: string): Refusal | undefined {
    if (typeof member === 'string') {
      return !carrying.has(field) && holdsKey(member) ? refuse(pointer) : undefined;
    }
    if (typeof member !== 'object' || member === null) return undefined;
    for (const [name, inner] of Object.entries(member)) {
      if (holdsKey(name)) return refuse(pointer);
      const step = pointerStep(name);
      const found = find(inner, `${field}/${Array.isArray(member) ? '*' : step}`, `${pointer}/${step}`);
      if (found) return found;
    }
    return undefined;
  }
  return find(value, '', '/body');
}

function refuse(pointer: string): Refusal {
  const errors = [{ pointer, detail: 'holds an API key' }];
  return { refused: 'key_in_text', check: { name: 'key_not_in_text', saw: { pointer } }, errors };
}
