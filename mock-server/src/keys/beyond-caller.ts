import type { Principal } from '../access/grant.ts';
import { permissionsOf } from '../access/principal.ts';
import { isAbove } from '../access/rank.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { LineageRow } from '../store/rows.ts';

/** Refuses to hand out a key that may do more than the caller: by making one, nobody gets further than they are. */
export function beyondCaller(
  { role, permissions }: Principal,
  lineage: Pick<LineageRow, 'role' | 'scopes'>,
): Refusal | undefined {
  const beyond = [...permissionsOf(lineage)].filter((held) => !permissions.has(held));
  if (beyond.length === 0 && !isAbove(lineage.role, role)) return undefined;
  return {
    refused: 'permission_denied',
    check: { name: 'within_caller', saw: { role: lineage.role, by: role, beyond } },
    detail: 'That key may do more than the calling one, which must not be shown its new secret.',
  };
}
