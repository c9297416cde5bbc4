import type { KeyUses, Tenant } from '../../port.ts';
import type { Cells } from '../columns.ts';
import type { Uses } from '../log/uses.ts';
import type { Queries } from '../queries.ts';
import { within } from './reach.ts';
import { filtered, type Source, selectAll } from './select.ts';

/** A day of use behind the last use; a key without a use in the days asked for has one row, without a day. */
const rows: Source<Cells> = {
  from: `SELECT x.at, x.network, u.day, u.operation_id, u.outcome, u.count
    FROM keys k CROSS JOIN lineages l ON l.id = k.lineage_id
    LEFT JOIN last_uses x ON x.key_id = k.id
    LEFT JOIN usages u ON u.key_id = k.id AND u.day BETWEEN :from AND :to`,
  row: (cells) => cells,
};

const inOrder = ['u.day', 'u.operation_id', 'u.outcome'];

export function createTenantUsage(query: Queries, uses: Uses): Pick<Tenant, 'keyUses'> {
  return {
    keyUses({ reach }, id, { from, to }): KeyUses {
      const bounds = within('keys', reach);
      if (!bounds) return { last: null, days: [] };
      uses.bringUpToDate();
      const found = selectAll(query, rows, [...filtered('k.id = :id', { id, from, to }), ...bounds], inOrder);
      const [at, network] = found[0] ?? [null];
      return {
        last: at === null ? null : { at: at as number, network: network as string | null },
        days: found
          .filter(([, , day]) => day !== null)
          .map(([, , day, operationId, outcome, count]) => ({
            day: day as number,
            operationId: operationId as string,
            outcome: outcome as string,
            count: count as number,
          })),
      };
    },
  };
}
