import type { User, UserCreateParams } from '@homestar/sdk/internal';
import type { Grant } from '../access/grant.ts';
import { openBrokerage } from '../brokerages/open-brokerage.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import { newId } from '../operations/new-id.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { holdRule } from '../operations/rule.ts';
import type { UserRow } from '../store/rows.ts';
import { showUser } from './show.ts';

export function usersCreate(
  { grant, body }: Asked<'users.create'>,
  { store, clock, random }: Pick<Ports, 'store' | 'clock' | 'random'>,
): Result<User> | Refusal {
  if (grant.principal.role !== 'admin' && body.role !== 'agent') return onlyAgents(grant, body);
  const brokerageId = body.brokerageId ?? grant.principal.brokerageId;
  if ((body.role === 'admin') !== (brokerageId === null)) {
    const detail =
      brokerageId === null ? `is needed for role ${body.role}` : 'must be left out for role admin';
    return invalid([{ pointer: '/body/brokerageId', detail }]);
  }
  const brokerage = brokerageId === null ? undefined : openBrokerage(grant, brokerageId, store.tenant);
  if (isRefusal(brokerage)) return brokerage;
  if (store.tenant.emailTaken(grant, brokerageId, body.email)) {
    const saw = { brokerageId };
    return {
      refused: 'conflict',
      check: { name: 'email_free', saw },
      detail: 'A user of this brokerage has this email.',
    };
  }

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
  const shown = showUser(row);
  return {
    body: shown,
    about: { target: row.id, brokerageId },
    change: {
      puts: [
        { table: 'users', row, from: null },
        holdRule(`emails of ${brokerageId ?? 'the platform'}`, grant, store.tenant),
      ],
      ...(brokerage && { reads: [brokerage] }),
      changes: [{ target: row.id, before: null, after: shown }],
    },
  };
}

/** Who could make brokers could make an owner for a key of its own rank beside its own. */
function onlyAgents(grant: Grant, body: UserCreateParams): Refusal {
  const saw = { role: body.role, by: grant.principal.role };
  const detail = 'Brokers add users of role agent.';
  return { refused: 'permission_denied', check: { name: 'permission', saw }, detail };
}
