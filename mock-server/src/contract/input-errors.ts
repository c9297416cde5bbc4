import type { InputError } from '../checks/refusal.ts';
import { pointerStep } from '../wire/pointer-step.ts';

/** What a schema found wrong. */
export interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly expected?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly values?: readonly unknown[];
}

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
    return [{ pointer, detail: isMissing(input, issue) ? 'is missing' : said(issue) }];
  });
}

/** Whether what is at fault is a member that the object around it does not have. */
function isMissing(input: unknown, { code, path }: Issue): boolean {
  if (code === 'custom' || path.length === 0) return false;
  let around = input;
  for (const step of path.slice(0, -1)) {
    if (typeof around !== 'object' || around === null || !Object.hasOwn(around, step)) return false;
    around = (around as Record<PropertyKey, unknown>)[step];
  }
  return typeof around === 'object' && around !== null && !Object.hasOwn(around, path.at(-1) as PropertyKey);
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** The schema's fault in words that say what would do. */
function said({ code, message, expected, minimum, maximum, values }: Issue): string {
  switch (code) {
    case 'invalid_type':
      return `is not ${kinds[expected ?? ''] ?? expected}`;
    case 'too_small':
      return `is less than ${minimum}`;
    case 'too_big':
      return `is more than ${maximum}`;
    case 'invalid_value':
      return `is none of ${values?.join(', ')}`;
    case 'invalid_union':
      return 'has none of the forms that it may have';
    default:
      return message;
  }
}
