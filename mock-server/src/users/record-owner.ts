import type { Grant } from '../access/grant.ts';
import { openBrokerage } from '../brokerages/open-brokerage.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import type { Tenant } from '../store/port.ts';
import type { Read } from '../store/rows.ts';

/** Whom a record of a brokerage belongs to, and the rows that this rests on. */
export interface RecordOwner {
  readonly brokerageId: string;
  readonly userId: string;
  readonly reads: readonly Read[];
}

/** How records of a kind name their owner. */
export interface Ownership {
  /** The member of the body that holds the user's id. */
  readonly member: string;
  /** What an agent is told who names another user. */
  readonly ownOnly: string;
}

interface Named {
  readonly brokerageId?: string | undefined;
  readonly userId?: string | undefined;
}
type PeopleStore = Pick<Tenant, 'user' | 'brokerage'>;

/** Brokerage and user default to the caller's own; the platform's administrators have neither to give. */
export function newRecordOwner(
  grant: Grant,
  named: Named,
  ownership: Ownership,
  tenant: PeopleStore,
): RecordOwner | Refusal {
  const { principal } = grant;
  const brokerageId = named.brokerageId ?? principal.brokerageId;
  const userId = named.userId ?? (principal.brokerageId === null ? undefined : principal.ownerUserId);
  if (brokerageId && userId) return recordOwner(grant, { brokerageId, userId }, ownership, tenant);
  const missing = [brokerageId ? [] : 'brokerageId', userId ? [] : ownership.member].flat();
  return invalid(
    missing.map((member) => ({ pointer: `/body/${member}`, detail: 'is needed from an administrator' })),
  );
}

/**
 * The owner is an active user of the record's brokerage. Agents own what they make: a record in another agent's name
 * would be out of their reach at once, and in that agent's without having been asked for.
 */
export function recordOwner(
  grant: Grant,
  { brokerageId, userId }: Omit<RecordOwner, 'reads'>,
  { member, ownOnly }: Ownership,
  tenant: PeopleStore,
): RecordOwner | Refusal {
  const { role, ownerUserId } = grant.principal;
  if (role === 'agent' && userId !== ownerUserId) {
    const saw = { [member]: userId, ownerUserId };
    return { refused: 'permission_denied', check: { name: 'permission', saw }, detail: ownOnly };
  }
  const brokerage = openBrokerage(grant, brokerageId, tenant);
  if (isRefusal(brokerage)) return brokerage;
  const user = tenant.user(grant, userId);
  if (!user || user.brokerageId !== brokerageId || user.deactivatedAt !== null) {
    return invalid([{ pointer: `/body/${member}`, detail: 'is not an active user of the brokerage' }]);
  }
  return {
    brokerageId,
    userId,
    reads: [brokerage, { table: 'users', id: user.id, revision: user.revision }],
  };
}
