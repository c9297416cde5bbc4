import type { KeyUpdateParams } from '@homestar/sdk/internal';
import type { Principal } from '../access/grant.ts';
import type { Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import type { Ports } from '../operations/operation.ts';
import type { LineageRow } from '../store/rows.ts';
import { allowlistOf } from './allowlist.ts';
import { lifeFaults } from './life.ts';
import { quotaFaults } from './quota.ts';
import { scopesRefusal } from './scopes.ts';

/** What is written of a lineage when a key is made and when it is changed; null takes back, what is left out stays. */
type Terms = Omit<KeyUpdateParams, 'allowLockout'>;

/** Who writes it, when, and what holds in this world. */
interface Writing extends Pick<Ports, 'policies' | 'keyRules'> {
  readonly writer: Principal;
  /** The writer's own lineage. */
  readonly own: LineageRow;
  readonly now: number;
}

/** The lineage with what is written of it, or what is wrong with that, every fault of it at once. */
export function withTerms(before: LineageRow, terms: Terms, writing: Writing): LineageRow | Refusal {
  const refusal =
    terms.scopes === undefined ? undefined : scopesRefusal(before.role, terms.scopes, writing.writer);
  if (refusal) return refusal;
  const allowlist = terms.ipAllowlist ? allowlistOf(terms.ipAllowlist) : terms.ipAllowlist;
  const after: LineageRow = {
    ...before,
    name: terms.name ?? before.name,
    purpose: terms.purpose ?? before.purpose,
    metadata: terms.metadata ? JSON.stringify(terms.metadata) : before.metadata,
    scopes: written(terms.scopes, before.scopes, JSON.stringify),
    notBefore: written(terms.notBefore, before.notBefore, Date.parse),
    expiresAt: written(terms.expiresAt, before.expiresAt, Date.parse),
    ipAllowlist: written(allowlist, before.ipAllowlist, ({ text }) => text),
    limits: written(terms.limits, before.limits, limitsOf),
    rotationPolicy: written(terms.rotation, before.rotationPolicy, ({ policy }) => policy),
  };
  const faults = [
    ...(allowlist?.faults ?? []),
    ...lifeFaults(terms, after, writing),
    ...quotaFaults(terms, after, writing.own, writing.policies),
  ];
  return faults.length > 0 ? invalid(faults) : after;
}

/** RFC 7396: null takes back, what is left out stays. */
function written<Term, Stored>(
  term: Term | null | undefined,
  stored: Stored | null,
  toStored: (term: Term) => Stored | null,
): Stored | null {
  if (term === undefined) return stored;
  return term === null ? null : toStored(term);
}

/** A list of quotas without any is none. */
function limitsOf(limits: NonNullable<Terms['limits']>): string | null {
  return Object.values(limits).every((quota) => quota === undefined) ? null : JSON.stringify(limits);
}
