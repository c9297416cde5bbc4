import type { KeyCreateParams } from '@homestar/sdk/internal';
import type { Grant } from '../access/grant.ts';
import { isAbove } from '../access/rank.ts';
import { openBrokerage } from '../brokerages/open-brokerage.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import type { Tenant } from '../store/port.ts';
import type { Read } from '../store/rows.ts';

/** Whom a key will belong to, and the rows that this rests on. */
export interface Owner {
  readonly id: string;
  readonly brokerageId: string | null;
  readonly reads: readonly Read[];
}

/**
 * A key has its owner's brokerage and no higher role than its owner or its creator, so that nobody makes a key
 * that acts as somebody who could not have it.
 */
export function ownerOf(
  grant: Grant,
  { ownerUserId, brokerageId, role }: Pick<KeyCreateParams, 'ownerUserId' | 'brokerageId' | 'role'>,
  tenant: Pick<Tenant, 'user' | 'brokerage'>,
): Owner | Refusal {
  const pointer = '/body/ownerUserId';
  const user = tenant.user(grant, ownerUserId ?? grant.principal.ownerUserId);
  if (!user) return invalid([{ pointer, detail: 'is not known' }]);
  if (user.deactivatedAt !== null) return invalid([{ pointer, detail: 'is deactivated' }]);
  if (isAbove(role, grant.principal.role)) return denied(role, grant);
  if (isAbove(role, user.role)) {
    return invalid([{ pointer, detail: `has role ${user.role}, and cannot own a key of role ${role}` }]);
  }
  if (user.brokerageId === null && role !== 'admin') {
    return invalid([
      { pointer, detail: `must name a user of the brokerage that a key of role ${role} is for` },
    ]);
  }
  if (brokerageId !== undefined && brokerageId !== user.brokerageId) {
    return invalid([{ pointer: '/body/brokerageId', detail: "is not the owner's brokerage" }]);
  }
  const reads: Read[] = [{ table: 'users', id: user.id, revision: user.revision }];
  if (user.brokerageId === null) return { id: user.id, brokerageId: null, reads };
  const brokerage = openBrokerage(grant, user.brokerageId, tenant);
  if (isRefusal(brokerage)) return brokerage;
  return { id: user.id, brokerageId: user.brokerageId, reads: [...reads, brokerage] };
}

function denied(role: string, grant: Grant): Refusal {
  const saw = { role, by: grant.principal.role };
  return { refused: 'permission_denied', check: { name: 'permission', saw } };
}
