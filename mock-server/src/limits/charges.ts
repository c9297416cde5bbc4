import type { RateLimitPolicy } from '@homestar/sdk/internal';
import { remembered } from '../store/remembered.ts';
import type { LineageRow } from '../store/rows.ts';
import type { Charge } from './port.ts';

/** Who is charged, and by which table. */
export interface Charged {
  readonly policies: Readonly<Record<string, RateLimitPolicy>>;
  readonly role: string;
  /** The lineage's own quotas, a JSON object by policy; null where it has none. */
  readonly overrides: string | null;
  readonly lineageId: string;
  readonly network: string;
  /** Whether policies of the network do not apply: all programs of a developer's machine are one network. */
  readonly networkExempt: boolean;
}

const quotasIn = remembered(1000, (overrides) => JSON.parse(overrides) as Readonly<Record<string, number>>);

/**
 * What an operation costs: one charge for each of its policies.
 *
 * @throws Error where the operation names a policy that the table lacks
 */
export function chargesOf(
  operation: { readonly policies: readonly string[]; readonly cost: number },
  { policies, role, overrides, lineageId, network, networkExempt }: Charged,
): Charge[] {
  const own = overrides === null ? null : quotasIn(overrides);
  const charges: Charge[] = [];
  for (const name of operation.policies) {
    const policy = policies[name];
    if (!policy) throw new Error(`There is no rate-limit policy "${name}".`);
    const ofNetwork = policy.scope === 'network';
    if (ofNetwork && networkExempt) continue;
    charges.push({
      policy: name,
      bucket: ofNetwork ? network : lineageId,
      quota: own?.[name] ?? quotaOfRole(policy, role),
      windowMs: policy.windowSeconds * 1000,
      cost: operation.cost,
    });
  }
  return charges;
}

/** What a lineage is charged, wherever its keys are used from: policies of the network do not apply. */
export function lineageCharges(
  operation: { readonly policies: readonly string[]; readonly cost: number },
  { id, role, limits }: Pick<LineageRow, 'id' | 'role' | 'limits'>,
  policies: Charged['policies'],
): Charge[] {
  const whoever = { network: '', networkExempt: true };
  return chargesOf(operation, { policies, role, overrides: limits, lineageId: id, ...whoever });
}

/** What a policy admits of a lineage that has no quota of its own. */
export function quotaOfRole({ quota, quotaByRole }: RateLimitPolicy, role: string): number {
  return quotaByRole?.[role] ?? quota;
}

/** How much of its allowance a charge takes. A quota of 0 still asks for one, and so admits nobody. */
export function amountOf({ cost, quota }: Charge): number {
  return cost > 0 ? Math.max(1, Math.min(cost, quota)) : 0;
}
