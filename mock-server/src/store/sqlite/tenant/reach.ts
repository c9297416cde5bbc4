import type { Reach } from '../../../access/grant.ts';
import type { Bind } from '../queries.ts';

/** A fixed fragment of a WHERE clause with the values it names. */
export interface Condition {
  readonly sql: string;
  readonly bind: Bind;
}

/**
 * Which columns hold a reach's ids, in the order brokerage, user (or the lineage alone). `null`: nothing of the
 * kind lies within.
 */
const columnsWithin = {
  brokerages: { brokerage: ['b.id'], agent: ['b.id'], lineage: null },
  users: { brokerage: ['u.brokerage_id'], agent: ['u.brokerage_id', 'u.id'], lineage: null },
  keys: { brokerage: ['l.brokerage_id'], agent: null, lineage: ['k.lineage_id'] },
  properties: { brokerage: ['p.brokerage_id'], agent: ['p.brokerage_id', 'p.list_agent_key'], lineage: null },
  tombstones: { brokerage: ['t.brokerage_id'], agent: ['t.brokerage_id', 't.list_agent_key'], lineage: null },
  leads: { brokerage: ['d.brokerage_id'], agent: ['d.brokerage_id', 'd.owner_user_id'], lineage: null },
} as const;

/** The conditions that keep a statement within the reach; undefined where no row can be. */
export function within(kind: keyof typeof columnsWithin, reach: Reach): Condition[] | undefined {
  if (reach.kind === 'all') return [];
  const columns = columnsWithin[kind][reach.kind];
  const ids = idsOf(reach);
  return columns?.map((column, index) => ({
    sql: `${column} = :within_${index}`,
    bind: { [`within_${index}`]: ids[index]! },
  }));
}

function idsOf(reach: Exclude<Reach, { kind: 'all' }>): readonly string[] {
  switch (reach.kind) {
    case 'brokerage':
      return [reach.brokerageId];
    case 'agent':
      return [reach.brokerageId, reach.userId];
    case 'lineage':
      return [reach.lineageId];
  }
}
