import type { UserList } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { paged } from '../operations/paged.ts';
import { showUser } from './show.ts';

export async function usersList(
  asked: Asked<'users.list'>,
  { store, cursors }: Pick<Ports, 'store' | 'cursors'>,
): Promise<Result<UserList> | Refusal> {
  const body = await paged(
    asked,
    cursors,
    (page) => store.tenant.users(asked.grant, asked.query, page),
    showUser,
  );
  return isRefusal(body) ? body : { body };
}
