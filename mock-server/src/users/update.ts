import type { User } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { stale } from '../operations/stale.ts';
import type { Put, UserRow } from '../store/rows.ts';
import { freeEmail } from './free-email.ts';
import { onlyAgents } from './only-agents.ts';
import { showUser } from './show.ts';

export function usersUpdate(
  { grant, path, body, ifMatch }: Asked<'users.update'>,
  { store }: Pick<Ports, 'store'>,
): Result<User> | Refusal {
  const before = store.tenant.user(grant, path.userId);
  if (!before) return notFound(path.userId);
  const refusal = onlyAgents(grant, before.role) ?? stale('user', before.revision, ifMatch);
  if (refusal) return refusal;
  const row: UserRow = {
    ...before,
    name: body.name ?? before.name,
    email: body.email ?? before.email,
    revision: before.revision + 1,
  };
  const email = row.email === before.email ? undefined : freeEmail(grant, row, store.tenant);
  if (isRefusal(email)) return email;
  const changed: Put = { table: 'users', row, from: before.revision };
  const shown = showUser(row);
  return {
    body: shown,
    etag: etagOf(row.revision),
    about: { target: row.id, brokerageId: row.brokerageId },
    change: {
      puts: email ? [changed, email] : [changed],
      changes: [{ target: row.id, before: showUser(before), after: shown }],
    },
  };
}
