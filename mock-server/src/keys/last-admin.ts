import type { Grant } from '../access/grant.ts';
import type { Refusal } from '../checks/refusal.ts';
import { holdRule } from '../operations/rule.ts';
import type { KeyAndLineage, Tenant } from '../store/port.ts';
import type { Put, UserRow } from '../store/rows.ts';
import { statusAt, usable } from './status.ts';

/** Whether a key is accepted and nothing ends it but its lineage's own expiry. */
export function lasts(facts: KeyAndLineage, now: number): boolean {
  return facts.key.graceEndsAt === null && usable(statusAt(facts, now));
}

/**
 * The row that stands for the rule that one stays. Two changes that each leave one, and together none, both write it, so
 * that the second is decided anew.
 */
const adminKeysRule = 'usable_admin_keys';

type Needs = Pick<Tenant, 'lastingAdminKeys' | 'rule' | 'user'>;

/** What ends keys, and when. */
interface Ending {
  /** Those keys that the change ends, whichever they are. */
  readonly ending: readonly KeyAndLineage[];
  readonly now: number;
  /** Whether the caller wants it although no admin key stays. */
  readonly force?: boolean | undefined;
}

/** One admin key stays, or nobody could ever make another. */
export function adminKeyStays(
  grant: Grant,
  { ending, now, force = false }: Ending,
  tenant: Needs,
): readonly Put[] | Refusal {
  // The keys of somebody who was deactivated are of no use already. A caller that cannot see its owner has one.
  const ofUse = ({ lineage }: KeyAndLineage) =>
    (tenant.user(grant, lineage.ownerUserId)?.deactivatedAt ?? null) === null;
  const ends = ending.filter((one) => one.lineage.role === 'admin' && lasts(one, now) && ofUse(one)).length;
  if (ends === 0) return [];
  const lasting = tenant.lastingAdminKeys(grant, now);
  if (lasting <= ends && !force) return refuse({ lasting, ends });
  return [holdRule(adminKeysRule, grant, tenant)];
}

/** The same where the keys of a user are of no use any more: one of somebody else stays. */
export function adminKeyOfOthersStays(
  grant: Grant,
  { user, now }: { readonly user: Pick<UserRow, 'id' | 'role'>; readonly now: number },
  tenant: Needs,
): readonly Put[] | Refusal {
  if (user.role !== 'admin') return [];
  const lastingOfOthers = tenant.lastingAdminKeys(grant, now, user.id);
  if (lastingOfOthers === 0) {
    return refuse({ userId: user.id, lastingOfOthers }, 'No other user has an admin key that stays usable.');
  }
  return [holdRule(adminKeysRule, grant, tenant)];
}

function refuse(saw: object, detail?: string): Refusal {
  return { refused: 'last_admin_key', check: { name: 'last_admin_key', saw }, ...(detail && { detail }) };
}
