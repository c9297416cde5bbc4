import type { UserCreateParams } from '@homestar/sdk/internal';
import { assertInput } from './assert-input.ts';

/**
 * The first administrator.
 *
 * @throws CommandFailure where the API would not take such a user.
 */
export async function readOwner(given: {
  readonly name: string;
  readonly email: string;
}): Promise<UserCreateParams> {
  const owner: UserCreateParams = { role: 'admin', name: given.name, email: given.email };
  await assertInput('users.create', owner);
  return owner;
}
