import type { Reach } from './grant.ts';

/** One text per reach, so that what was made under one can be told from another's. */
export function reachName(reach: Reach): string {
  switch (reach.kind) {
    case 'all':
      return 'all';
    case 'brokerage':
      return `brokerage ${reach.brokerageId}`;
    case 'agent':
      return `agent ${reach.brokerageId} ${reach.userId}`;
    case 'lineage':
      return `lineage ${reach.lineageId}`;
  }
}
