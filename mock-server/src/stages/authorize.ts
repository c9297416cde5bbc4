import { type Grant, makeGrant, type Principal, type Reach } from '../access/grant.ts';
import { principalOf } from '../access/principal.ts';
import { firstFailure } from '../checks/check.ts';
import { holdsPermission, permission } from '../checks/permission.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { Identity } from './identify.ts';
import type { Received } from './receive.ts';

/** May this key do this, and to whose data? The only maker of grants. */
export function authorize(received: Received, identity: Identity): Grant | Refusal {
  const principal = principalOf(identity.record);
  const facts = {
    operation: received.operation,
    role: principal.role,
    permissions: principal.permissions,
  };
  const refusal = firstFailure(permission, facts);
  if (refusal) return refusal;
  return makeGrant(principal, holdsPermission(facts) ? reachOf(principal) : ownLineage(principal));
}

function reachOf({ role, brokerageId, ownerUserId }: Principal): Reach {
  if (role === 'admin') return { kind: 'all' };
  if (brokerageId === null) throw new Error(`A ${role} key without a brokerage`);
  return role === 'broker'
    ? { kind: 'brokerage', brokerageId }
    : { kind: 'agent', brokerageId, userId: ownerUserId };
}

function ownLineage({ lineageId }: Principal): Reach {
  return { kind: 'lineage', lineageId };
}
