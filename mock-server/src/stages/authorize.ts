import { type Grant, makeGrant, type Principal, type Reach } from '../access/grant.ts';
import { principalOf } from '../access/principal.ts';
import { firstFailure } from '../checks/check.ts';
import { holdsPermission, type PermissionFacts, permission } from '../checks/permission.ts';
import type { Refusal } from '../checks/refusal.ts';
import { isHeldToItself } from '../checks/rotation-in-time.ts';
import type { World } from '../host/world.ts';
import { rotationFacts } from '../keys/rotation-facts.ts';
import type { KeyRecord } from '../store/port.ts';
import type { Identity } from './identify.ts';
import type { Received } from './receive.ts';

/** May this key do this, and to whose data? The only maker of grants. */
export function authorize(
  { operation }: Received,
  { record }: Identity,
  { clock, keyRules }: Pick<World, 'clock' | 'keyRules'>,
): Grant | Refusal {
  return grantAt(clock.now(), operation, record, keyRules);
}

/** The same for any instant and key. Whoever asks about another's key reads with its grant only what that key may see. */
export function grantAt(
  now: number,
  operation: Received['operation'],
  record: KeyRecord,
  keyRules: World['keyRules'],
): Grant | Refusal {
  const principal = principalOf(record);
  const facts: PermissionFacts = {
    operation,
    role: principal.role,
    permissions: principal.permissions,
    ...rotationFacts(record, keyRules, now),
  };
  const refusal = firstFailure(permission, facts);
  if (refusal) return refusal;
  // Held to its own lineage, also where it has the permission: others' keys are not what an overdue one may look after.
  const held = holdsPermission(facts) && !isHeldToItself(facts);
  return makeGrant(principal, held ? reachOf(principal) : ownLineage(principal));
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
