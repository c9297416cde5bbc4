import { inspect } from 'node:util';
import { redact } from '@homestar/sdk/internal';
import { CommandFailure } from './failure.ts';

/** Errors whose message is one line with what to do. By name, so that no command loads what another one throws. */
const told = new Set(['CommandFailure', 'StoreError', 'SecretsFileError']);

/** How a command's failure is told: one line where it is the user's to mend, all that is known where it is ours. */
export function explain(error: unknown): { readonly text: string; readonly exitCode: number } {
  const exitCode = error instanceof CommandFailure ? error.exitCode : 1;
  const expected = error instanceof Error && told.has(error.name);
  // A key may stand in a flag that was mistyped, or in the name of a file.
  return { text: `homestar-mock: ${redact(expected ? error.message : inspect(error))}`, exitCode };
}
