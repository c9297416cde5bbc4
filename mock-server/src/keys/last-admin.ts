import type { Grant } from '../access/grant.ts';
import type { Refusal } from '../checks/refusal.ts';
import { holdRule } from '../operations/rule.ts';
import type { KeyAndLineage, Tenant } from '../store/port.ts';
import type { Put } from '../store/rows.ts';
import { statusAt, usable } from './status.ts';

/** Whether a key is accepted and nothing ends it but its lineage's own expiry. */
export function lasts(facts: KeyAndLineage, now: number): boolean {
  return facts.key.graceEndsAt === null && usable(statusAt(facts, now));
}

/** The row that stands for the rule that one stays. */
export const adminKeysRule = 'usable_admin_keys';

/**
 * One admin key stays, or nobody could ever make another. Two changes that each leave one, and together none, both
 * write the rule's row, so that the second is decided anew.
 *
 * @param ending Those keys that the change ends, whichever they are.
 */
export function adminKeyStays(
  grant: Grant,
  ending: readonly KeyAndLineage[],
  now: number,
  tenant: Pick<Tenant, 'lastingAdminKeys' | 'rule' | 'user'>,
  force = false,
): readonly Put[] | Refusal {
  // The keys of somebody who was deactivated are of no use already. A caller that cannot see its owner has one.
  const ofUse = ({ lineage }: KeyAndLineage) =>
    (tenant.user(grant, lineage.ownerUserId)?.deactivatedAt ?? null) === null;
  const ends = ending.filter((one) => one.lineage.role === 'admin' && lasts(one, now) && ofUse(one)).length;
  if (ends === 0) return [];
  const lasting = tenant.lastingAdminKeys(grant, now);
  if (lasting <= ends && !force) {
    return { refused: 'last_admin_key', check: { name: 'last_admin_key', saw: { lasting, ends } } };
  }
  return [holdRule(adminKeysRule, grant, tenant)];
}
