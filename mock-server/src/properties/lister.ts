import type { Grant } from '../access/grant.ts';
import { openBrokerage } from '../brokerages/open-brokerage.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import type { Tenant } from '../store/port.ts';
import type { Read } from '../store/rows.ts';

/** Who lists a property, for which brokerage, and the rows that this rests on. */
export interface Lister {
  readonly brokerageId: string;
  readonly listAgentKey: string;
  readonly reads: readonly Read[];
}

/**
 * The user who lists is of the listing's brokerage. Agents list for themselves: a listing in another agent's name
 * would be out of their reach at once, and in that agent's without having been asked for.
 */
export function listerOf(
  grant: Grant,
  asked: { readonly brokerageId: string; readonly listAgentKey: string },
  tenant: Pick<Tenant, 'user' | 'brokerage'>,
): Lister | Refusal {
  const { brokerageId, listAgentKey } = asked;
  const { role, ownerUserId } = grant.principal;
  if (role === 'agent' && listAgentKey !== ownerUserId) {
    const saw = { listAgentKey, ownerUserId };
    return {
      refused: 'permission_denied',
      check: { name: 'permission', saw },
      detail: 'Agents list in their own name only.',
    };
  }
  const brokerage = openBrokerage(grant, brokerageId, tenant);
  if (isRefusal(brokerage)) return brokerage;
  const user = tenant.user(grant, listAgentKey);
  if (!user || user.brokerageId !== brokerageId || user.deactivatedAt !== null) {
    return invalid([{ pointer: '/body/listAgentKey', detail: 'is not an active user of the brokerage' }]);
  }
  return {
    brokerageId,
    listAgentKey,
    reads: [brokerage, { table: 'users', id: user.id, revision: user.revision }],
  };
}
