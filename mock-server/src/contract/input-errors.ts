import type { InputError } from '../checks/refusal.ts';
import type { Issue } from './validate.ts';

/** Says of each fault where it stands, as a JSON pointer, and what is wrong there. */
export function inputErrors(issues: readonly Issue[], input: unknown, at: string): InputError[] {
  return issues.flatMap((issue) => {
    const pointer = at + issue.path.map((step) => `/${pointerStep(String(step))}`).join('');
    if (issue.code === 'unrecognized_keys') {
      return (issue.keys ?? []).map((key) => ({
        pointer: `${pointer}/${pointerStep(key)}`,
        detail: 'is not known here',
      }));
    }
    const missing = issue.code !== 'custom' && valueAt(input, issue.path) === undefined;
    return [{ pointer, detail: missing ? 'is missing' : plain(issue.message) }];
  });
}

/** A name as a step of a JSON Pointer (RFC 6901, 3). */
export function pointerStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

function plain(message: string): string {
  return message.replace(/^Invalid (?:input|option): /, '');
}
