import type { Operation } from '@homestar/sdk/internal';
import type { Refusal } from '../checks/refusal.ts';

/**
 * Whether the contract asks for a second factor here. No user can enrol one yet, so what asks for it is refused:
 * an admin key must not be made on the strength of another admin key alone.
 */
export function mfaFailure({ mfa }: Pick<Operation, 'mfa'>, body: unknown): Refusal | undefined {
  if (mfa === null) return undefined;
  const when = mfa === 'always' ? {} : mfa.when;
  const asks = Object.entries(when).every(([member, value]) => memberOf(body, member) === value);
  return asks ? { refused: 'mfa_required', check: { name: 'mfa', saw: { when } } } : undefined;
}

function memberOf(body: unknown, member: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, member)
    ? (body as Record<string, unknown>)[member]
    : undefined;
}
