import { type Role, roles } from '@homestar/sdk/internal';
import type { KeyRecord } from '../store/port.ts';
import { remembered } from '../store/remembered.ts';
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

interface Held {
  readonly all: ReadonlySet<string>;
  /** What the scopes, a JSON array, leave of it. */
  within(scopes: string): ReadonlySet<string>;
}

const ofRole = new Map<string, Held>(
  Object.entries(roles).map(([role, { permissions }]) => {
    const all = new Set<string>(permissions);
    const within = remembered(
      1000,
      (scopes) => new Set((JSON.parse(scopes) as string[]).filter((scope) => all.has(scope))),
    );
    return [role, { all, within }];
  }),
);
const nothing: ReadonlySet<string> = new Set();

/** Scopes narrow the role's permissions and never widen them: missing scopes take all, an empty list none. */
export function permissionsOf({ role, scopes }: Pick<LineageRow, 'role' | 'scopes'>): ReadonlySet<string> {
  const held = ofRole.get(role);
  if (!held) return nothing;
  return scopes === null ? held.all : held.within(scopes);
}
