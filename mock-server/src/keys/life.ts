import type { KeyUpdateParams, Role } from '@homestar/sdk/internal';
import type { InputError } from '../checks/refusal.ts';
import type { LineageRow } from '../store/rows.ts';
import { formatInstant } from '../time/instant.ts';
import type { KeyRules } from './rules.ts';

const dayMs = 86_400_000;

/** What is wrong with the beginning and the end that are written, one fault at most. What stands already is let be. */
export function lifeFaults(
  terms: Pick<KeyUpdateParams, 'notBefore' | 'expiresAt'>,
  { role, createdAt, notBefore, expiresAt }: LineageRow,
  { now, keyRules }: { readonly now: number; readonly keyRules: KeyRules },
): InputError[] {
  const wrongEnd = (detail: string) => [{ pointer: '/body/expiresAt', detail }];
  if (terms.expiresAt !== undefined) {
    if (expiresAt !== null && expiresAt <= now) return wrongEnd('is not in the future');
    const days = keyRules.maximumLifetimeDays[role as Role] ?? Number.POSITIVE_INFINITY;
    const latest = createdAt + days * dayMs;
    if ((expiresAt ?? Number.POSITIVE_INFINITY) > latest) {
      const bound = `a key of role ${role} lives ${days} days at most, so until ${formatInstant(latest)}`;
      return wrongEnd(expiresAt === null ? `is needed: ${bound}` : `is too late: ${bound}`);
    }
  }
  if (notBefore === null || expiresAt === null || notBefore < expiresAt) return [];
  if (terms.expiresAt) return wrongEnd(`is not after notBefore, ${formatInstant(notBefore)}`);
  if (!terms.notBefore) return [];
  return [{ pointer: '/body/notBefore', detail: `is not before expiresAt, ${formatInstant(expiresAt)}` }];
}
