import type { OperationId } from '@homestar/sdk/internal';
import { inputErrors } from '../contract/input-errors.ts';
import { loadRequestSchemas } from '../contract/request-schemas.ts';
import { keyInText } from '../keys/in-body.ts';
import { CommandFailure } from './failure.ts';

/**
 * Holds what is to be stored against what the API takes for it: every later answer that shows it is held against the
 * same contract, and it stands in the log.
 *
 * @param flags The flag of each member that is not named like it.
 * @throws CommandFailure with exit code 2
 */
export async function assertInput(
  operation: OperationId,
  input: object,
  flags: Readonly<Record<string, string>> = {},
): Promise<void> {
  const schemas = await loadRequestSchemas();
  const issues = schemas[operation].body?.safeParse(input).error?.issues ?? [];
  const faults = keyInText(input)?.errors ?? inputErrors(issues, input, '/body');
  if (faults.length === 0) return;
  const flagOf = (pointer: string) =>
    flags[pointer.slice('/body/'.length)] ?? pointer.replace('/body/', '--');
  const said = faults.map(({ pointer, detail }) => `${flagOf(pointer)} ${detail}`);
  throw new CommandFailure(`${[...new Set(said)].join(', ')}.`, 2);
}
