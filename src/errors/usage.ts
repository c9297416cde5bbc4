import { type ClientCode, clientActions } from './client-codes.ts';
import { UsageError } from './families.ts';

/** A mistake of the caller's, found before anything was sent. The message quotes no value. */
export function usageError(code: ClientCode, message: string): UsageError {
  return new UsageError(message, { code, action: clientActions[code] });
}
