import type { KeyUpdateParams, RateLimitPolicy } from '@homestar/sdk/internal';
import type { InputError } from '../checks/refusal.ts';
import { quotaOfRole } from '../limits/charges.ts';
import type { LineageRow } from '../store/rows.ts';

type WithLimits = Pick<LineageRow, 'role' | 'limits'>;

/** What is wrong with the limits that are written. Left out or taken back they are those of the role, and so held alike. */
export function quotaFaults(
  terms: Pick<KeyUpdateParams, 'limits'>,
  { role, limits }: WithLimits,
  writer: WithLimits,
  policies: Readonly<Record<string, RateLimitPolicy>>,
): InputError[] {
  if (terms.limits === undefined) return [];
  const policy = policies.lineage!;
  const most = mostBy(writer, role, policy);
  const own = ownQuota(limits);
  const quota = own ?? quotaOfRole(policy, role);
  if (quota <= most) return [];
  return [
    own === undefined
      ? {
          pointer: '/body/limits',
          detail: `need lineage, ${most} at most: without it the key would have ${quota}`,
        }
      : {
          pointer: '/body/limits/lineage',
          detail: `is more than ${most}, the most that the calling key can give`,
        },
  ];
}

/**
 * Nobody gives more than they have themselves, nor more than is usual for the role. Administrators may, since somebody
 * must be able to: unless their own quota was narrowed.
 */
function mostBy(writer: WithLimits, role: string, policy: RateLimitPolicy): number {
  const usual = quotaOfRole(policy, writer.role);
  const own = ownQuota(writer.limits) ?? usual;
  if (writer.role === 'admin') return own < usual ? own : Number.POSITIVE_INFINITY;
  return Math.min(own, quotaOfRole(policy, role));
}

function ownQuota(limits: string | null): number | undefined {
  return limits === null ? undefined : (JSON.parse(limits) as { readonly lineage?: number }).lineage;
}
