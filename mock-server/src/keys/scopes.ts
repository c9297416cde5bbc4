import type { Principal } from '../access/grant.ts';
import { permissionsOf } from '../access/principal.ts';
import type { Refusal } from '../checks/refusal.ts';

/**
 * Refuses scopes outside the key's role, or beyond what their writer effectively has. None at all (null) mean all of the
 * role, which a writer who is itself narrowed cannot give.
 */
export function scopesRefusal(
  role: string,
  asked: readonly string[] | null,
  writer: Principal,
): Refusal | undefined {
  const ofRole = permissionsOf({ role, scopes: null });
  const foreign = (asked ?? []).filter((scope) => !ofRole.has(scope));
  if (foreign.length > 0) {
    return refuse(`${foreign.join(', ')}: not of role ${role}, which has ${[...ofRole].join(', ')}.`, {
      foreign,
      role,
    });
  }
  const beyond = (asked ?? [...ofRole]).filter((scope) => !writer.permissions.has(scope));
  if (beyond.length > 0) {
    return refuse(`The calling key does not have ${beyond.join(', ')} itself.`, { beyond });
  }
  return undefined;
}

function refuse(detail: string, saw: object): Refusal {
  return {
    refused: 'scope_outside_role',
    check: { name: 'scopes', saw },
    detail,
    errors: [{ pointer: '/body/scopes', detail }],
  };
}
