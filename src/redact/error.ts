import { redactMembers } from './members.ts';
import { redactText } from './text.ts';
import { type Copies, redactValue } from './value.ts';

/** Copies an error: name, message, stack, cause, the errors of an AggregateError and own members. */
export function redactError(error: Error, copies: Copies, depth: number): Error {
  const copy = new Error(redactText(textOf(error, 'message')));
  copies.set(error, copy);
  hide(copy, 'name', redactText(textOf(error, 'name') || 'Error'));
  hide(copy, 'stack', redactText(textOf(error, 'stack')));
  for (const name of ['cause', 'errors'] as const) {
    if (Object.hasOwn(error, name)) {
      hide(copy, name, redactValue((error as { cause?: unknown; errors?: unknown })[name], copies, depth));
    }
  }
  redactMembers(error, copy, copies, depth);
  return copy;
}

function textOf(error: Error, name: 'message' | 'name' | 'stack'): string {
  const value: unknown = error[name];
  return typeof value === 'string' ? value : '';
}

// As engines define them: present, but not listed.
function hide(copy: Error, name: string, value: unknown): void {
  Object.defineProperty(copy, name, { value, enumerable: false, writable: true, configurable: true });
}
