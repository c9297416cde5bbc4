import type { Grant } from '../access/grant.ts';
import type { Refusal } from '../checks/refusal.ts';
import { holdRule } from '../operations/rule.ts';
import type { Tenant } from '../store/port.ts';
import type { Put, UserRow } from '../store/rows.ts';

/** An email belongs to one user of a brokerage, however its letters are written. What holds that is to be written too. */
export function freeEmail(
  grant: Grant,
  { id, brokerageId, email }: Pick<UserRow, 'id' | 'brokerageId' | 'email'>,
  tenant: Pick<Tenant, 'emailTaken' | 'rule'>,
): Put | Refusal {
  if (tenant.emailTaken(grant, brokerageId, email, id)) {
    return {
      refused: 'conflict',
      check: { name: 'email_free', saw: { brokerageId } },
      detail: 'A user of this brokerage has this email.',
    };
  }
  return holdRule(`emails of ${brokerageId ?? 'the platform'}`, grant, tenant);
}
