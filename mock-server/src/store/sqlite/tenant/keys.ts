import { usableSql } from '../../../keys/status-sql.ts';
import type { KeyView, Tenant } from '../../port.ts';
import type { KeyRow } from '../../rows.ts';
import { rowReader, selected, width } from '../columns.ts';
import type { Uses } from '../log/uses.ts';
import type { Queries } from '../queries.ts';
import { keyConditions } from './key-filter.ts';
import { within } from './reach.ts';
import { filtered, type Order, type Source, selectAll, selectOne, selectPage } from './select.ts';

const shown = `SELECT ${selected('keys', 'k')}, ${selected('lineages', 'l')}, x.at`;

// CROSS JOIN fixes the order of the tables: walking all keys in their order to find the few of one brokerage
// would take as long as there are keys.
const keysFirst = `${shown} FROM keys k CROSS JOIN lineages l ON l.id = k.lineage_id LEFT JOIN last_uses x ON x.key_id = k.id`;
const lineagesFirst = `${shown} FROM lineages l CROSS JOIN keys k ON k.lineage_id = l.id LEFT JOIN last_uses x ON x.key_id = k.id`;

const byCreation: Order<KeyView> = {
  columns: ['k.created_at', 'k.id'],
  position: ({ key }) => [key.createdAt, key.id],
};

function createKeyViews(uses: Uses): Source<KeyView>['row'] {
  const readKey = rowReader('keys');
  const readLineage = rowReader('lineages');
  const lineageAt = width('keys');
  const lastUsedAt = lineageAt + width('lineages');
  return (cells) => {
    const key = readKey(cells);
    return {
      key,
      lineage: readLineage(cells, lineageAt),
      lastUsedAt: uses.recent(key.id) ?? (cells[lastUsedAt] as number | null),
    };
  };
}

type TenantKeys = Pick<Tenant, 'key' | 'keys' | 'lineageKeys' | 'lastingAdminKeys'>;

export function createTenantKeys(query: Queries, uses: Uses): TenantKeys {
  const row = createKeyViews(uses);
  const keyRows: Source<KeyRow> = {
    from: `SELECT ${selected('keys', 'k')} FROM lineages l CROSS JOIN keys k ON k.lineage_id = l.id`,
    row: rowReader('keys'),
  };
  return {
    key({ reach }, id) {
      const bounds = within('keys', reach);
      return (
        bounds && selectOne(query, { from: keysFirst, row }, [...filtered('k.id = :id', { id }), ...bounds])
      );
    },
    keys({ reach }, filter, page) {
      const bounds = within('keys', reach);
      if (!bounds) return { rows: [], next: null };
      const { brokerageId, ownerUserId, lastUsedBefore, lastUsedAfter } = filter;
      // What is only in memory yet cannot be filtered by.
      if ((lastUsedBefore ?? lastUsedAfter) !== undefined) uses.bringUpToDate();
      const all = reach.kind === 'all' && brokerageId === undefined && ownerUserId === undefined;
      const source = { from: all ? keysFirst : lineagesFirst, row };
      return selectPage(query, source, [...bounds, ...keyConditions(filter)], byCreation, page);
    },
    lineageKeys({ reach }, lineageId) {
      const bounds = within('keys', reach);
      if (!bounds) return [];
      const asked = filtered('l.id = :lineageId', { lineageId });
      return selectAll(query, keyRows, [...asked, ...bounds], byCreation.columns);
    },
    lastingAdminKeys({ principal }, now, except = '') {
      // No tenant's data, yet nobody else's business: the rule that one stays is asked about by admins only.
      if (principal.role !== 'admin') return 0;
      const count = `SELECT count(*) FROM lineages l CROSS JOIN keys k ON k.lineage_id = l.id
        CROSS JOIN users u ON u.id = l.owner_user_id
        WHERE l.role = 'admin' AND u.deactivated_at IS NULL AND u.id <> :except
          AND k.grace_ends_at IS NULL AND ${usableSql}`;
      return query(count).first({ now, except })![0] as number;
    },
  };
}
