import type { Principal } from '../access/grant.ts';
import { permissionsOf } from '../access/principal.ts';
import type { Refusal } from '../checks/refusal.ts';

/**
 * The scopes of a new key: within its role's permissions, and within what its creator effectively has. Left out
 * they mean all of the role, which a creator who is itself narrowed cannot give.
 */
export function scopesOf(
  role: string,
  asked: readonly string[] | null,
  creator: Principal,
): readonly string[] | null | Refusal {
  const ofRole = permissionsOf({ role, scopes: null });
  const foreign = (asked ?? []).filter((scope) => !ofRole.has(scope));
  if (foreign.length > 0) {
    return refuse(`${foreign.join(', ')}: not of role ${role}, which has ${[...ofRole].join(', ')}.`, {
      foreign,
      role,
    });
  }
  const beyond = (asked ?? [...ofRole]).filter((scope) => !creator.permissions.has(scope));
  if (beyond.length > 0) {
    return refuse(`The calling key does not have ${beyond.join(', ')} itself.`, { beyond });
  }
  return asked;
}

function refuse(detail: string, saw: object): Refusal {
  return {
    refused: 'scope_outside_role',
    check: { name: 'scopes', saw },
    detail,
    errors: [{ pointer: '/body/scopes', detail }],
  };
}
