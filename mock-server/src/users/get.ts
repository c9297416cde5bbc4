import type { User } from '@homestar/sdk/internal';
import type { Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { showUser } from './show.ts';

export function usersGet(
  { grant, path }: Asked<'users.get'>,
  { store }: Pick<Ports, 'store'>,
): Result<User> | Refusal {
  const row = store.tenant.user(grant, path.userId);
  if (!row) return notFound(path.userId);
  const about = { target: row.id, brokerageId: row.brokerageId };
  return { body: showUser(row), etag: etagOf(row.revision), about };
}
