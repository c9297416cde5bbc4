import type { RateLimitPolicy } from '@homestar/sdk/internal';
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

/**
 * What an operation costs: one charge for each of its policies.
 *
 * @throws Error where the operation names a policy that the table lacks
 */
export function chargesOf(
  operation: { readonly policies: readonly string[]; readonly cost: number },
  { policies, role, overrides, lineageId, network, networkExempt }: Charged,
): Charge[] {
  const own = overrides === null ? null : (JSON.parse(overrides) as Readonly<Record<string, number>>);
  const charges: Charge[] = [];
  for (const name of operation.policies) {
    const policy = policies[name];
    if (!policy) throw new Error(`There is no rate-limit policy "${name}".`);
    const ofNetwork = policy.scope === 'network';
    if (ofNetwork && networkExempt) continue;
    charges.push({
      policy: name,
      bucket: ofNetwork ? network : lineageId,
      quota: own?.[name] ?? policy.quotaByRole?.[role] ?? policy.quota,
      windowMs: policy.windowSeconds * 1000,
      cost: operation.cost,
    });
  }
  return charges;
}
