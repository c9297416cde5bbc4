import type { UserCreateParams } from '@homestar/sdk/internal';
import { inputErrors } from '../contract/input-errors.ts';
import { loadRequestSchemas } from '../contract/request-schemas.ts';
import { keyInText } from '../keys/in-body.ts';
import { CommandFailure } from './failure.ts';

/**
 * The first administrator, held against what the API takes for a user: every later answer that shows this user is
 * held against the same contract, and its name stands in the log.
 *
 * @throws CommandFailure with exit code 2
 */
export async function readOwner(given: {
  readonly name: string;
  readonly email: string;
}): Promise<UserCreateParams> {
  const owner: UserCreateParams = { role: 'admin', name: given.name, email: given.email };
  const schemas = await loadRequestSchemas();
  const parsed = schemas['users.create'].body.safeParse(owner);
  const faults = keyInText(owner)?.errors ?? inputErrors(parsed.error?.issues ?? [], owner, '/body');
  if (faults.length === 0) return owner;
  const said = faults.map(({ pointer, detail }) => `${pointer.replace('/body/', '--')} ${detail}`);
  throw new CommandFailure(`${[...new Set(said)].join(', ')}.`, 2);
}
