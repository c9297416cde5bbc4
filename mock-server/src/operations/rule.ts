import type { Grant } from '../access/grant.ts';
import type { Tenant } from '../store/port.ts';
import type { Put } from '../store/rows.ts';

/**
 * A rule that spans rows which two changes may touch at once has a row of its own, which each of them writes: the
 * second is then decided anew, and sees what the first one did.
 */
export function holdRule(id: string, grant: Grant, tenant: Pick<Tenant, 'rule'>): Put {
  const revision = tenant.rule(grant, id);
  return { table: 'rules', row: { id, revision: revision + 1 }, from: revision === 0 ? null : revision };
}
