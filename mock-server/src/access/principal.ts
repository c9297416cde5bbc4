import { type Role, roles } from '@homestar/sdk/internal';
import type { KeyRecord } from '../store/port.ts';
import type { LineageRow } from '../store/rows.ts';
import type { Principal } from './grant.ts';

/** Who a proven key acts as. */
export function principalOf({ key, lineage }: Pick<KeyRecord, 'key' | 'lineage'>): Principal {
  return {
    keyId: key.id,
    lineageId: lineage.id,
    role: lineage.role as Role,
    brokerageId: lineage.brokerageId,
    ownerUserId: lineage.ownerUserId,
    permissions: permissionsOf(lineage),
  };
}

const unscoped = new Map<string, ReadonlySet<string>>(
  Object.entries(roles).map(([role, { permissions }]) => [role, new Set<string>(permissions)]),
);
const nothing: ReadonlySet<string> = new Set();

/** Scopes narrow the role's permissions and never widen them: missing scopes take all, an empty list none. */
export function permissionsOf({ role, scopes }: Pick<LineageRow, 'role' | 'scopes'>): ReadonlySet<string> {
  const held = unscoped.get(role) ?? nothing;
  if (scopes === null) return held;
  return new Set((JSON.parse(scopes) as string[]).filter((scope) => held.has(scope)));
}
