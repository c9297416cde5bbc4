import type { User } from '@homestar/sdk/internal';
import { openBrokerage } from '../brokerages/open-brokerage.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { invalid } from '../operations/invalid.ts';
import { newId } from '../operations/new-id.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { UserRow } from '../store/rows.ts';
import { freeEmail } from './free-email.ts';
import { onlyAgents } from './only-agents.ts';
import { showUser } from './show.ts';

export function usersCreate(
  { grant, body }: Asked<'users.create'>,
  { store, clock, random }: Pick<Ports, 'store' | 'clock' | 'random'>,
): Result<User> | Refusal {
  const denied = onlyAgents(grant, body.role);
  if (denied) return denied;
  const brokerageId = body.brokerageId ?? grant.principal.brokerageId;
  if ((body.role === 'admin') !== (brokerageId === null)) {
    const detail =
      brokerageId === null ? `is needed for role ${body.role}` : 'must be left out for role admin';
    return invalid([{ pointer: '/body/brokerageId', detail }]);
  }
  const brokerage = brokerageId === null ? undefined : openBrokerage(grant, brokerageId, store.tenant);
  if (isRefusal(brokerage)) return brokerage;
  const row: UserRow = {
    id: newId('usr', random),
    brokerageId,
    role: body.role,
    name: body.name,
    email: body.email,
    createdAt: clock.now(),
    deactivatedAt: null,
    revision: 1,
  };
  const email = freeEmail(grant, row, store.tenant);
  if (isRefusal(email)) return email;
  const shown = showUser(row);
  return {
    body: shown,
    etag: etagOf(row.revision),
    location: `/v1/users/${row.id}`,
    about: { target: row.id, brokerageId },
    change: {
      puts: [{ table: 'users', row, from: null }, email],
      ...(brokerage && { reads: [brokerage] }),
      changes: [{ target: row.id, before: null, after: shown }],
    },
  };
}
