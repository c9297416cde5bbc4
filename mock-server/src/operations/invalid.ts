import type { InputError, Refusal } from '../checks/refusal.ts';

/** Input that cannot be taken, each fault under its JSON pointer. */
export function invalid(errors: readonly InputError[]): Refusal {
  return {
    refused: 'validation_failed',
    check: { name: 'input', saw: { pointers: errors.map(({ pointer }) => pointer) } },
    errors,
  };
}
