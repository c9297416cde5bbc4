import { statusSql, usableSql } from '../../keys/status-sql.ts';
import type { KeyView, Tenant } from '../port.ts';
import type { KeyRow } from '../rows.ts';
import { rowReader, selected, width } from './columns.ts';
import type { LastUse } from './last-use.ts';
import type { Queries } from './queries.ts';
import { within } from './reach.ts';
import { filtered, type Order, type Source, selectAll, selectOne, selectPage } from './select.ts';

const shown = `SELECT ${selected('keys', 'k')}, ${selected('lineages', 'l')}, x.at,
  (SELECT s.id FROM keys s WHERE s.predecessor_id = k.id ORDER BY s.created_at DESC, s.id DESC LIMIT 1)`;

// CROSS JOIN fixes the order of the tables: walking all keys in their order to find the few of one brokerage
// would take as long as there are keys.
const keysFirst = `${shown} FROM keys k CROSS JOIN lineages l ON l.id = k.lineage_id LEFT JOIN last_uses x ON x.key_id = k.id`;
const lineagesFirst = `${shown} FROM lineages l CROSS JOIN keys k ON k.lineage_id = l.id LEFT JOIN last_uses x ON x.key_id = k.id`;

const byCreation: Order<KeyView> = {
  columns: ['k.created_at', 'k.id'],
  position: ({ key }) => [key.createdAt, key.id],
};

function createKeyViews(lastUse: LastUse): Source<KeyView>['row'] {
  const readKey = rowReader('keys');
  const readLineage = rowReader('lineages');
  const lineageAt = width('keys');
  const restAt = lineageAt + width('lineages');
  return (cells) => {
    const key = readKey(cells);
    return {
      key,
      lineage: readLineage(cells, lineageAt),
      lastUsedAt: lastUse.recent(key.id) ?? (cells[restAt] as number | null),
      successorId: cells[restAt + 1] as string | null,
    };
  };
}

type TenantKeys = Pick<Tenant, 'key' | 'keys' | 'lineageKeys' | 'usableAdminKeys'>;

export function createTenantKeys(query: Queries, lastUse: LastUse): TenantKeys {
  const row = createKeyViews(lastUse);
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
    keys({ reach }, { status, role, brokerageId, now }, page) {
      const bounds = within('keys', reach);
      if (!bounds) return { rows: [], next: null };
      const filters = [
        ...filtered('l.brokerage_id = :brokerageId', { brokerageId }),
        ...filtered('l.role = :role', { role }),
        ...(status === undefined ? [] : filtered(`${statusSql} = :status`, { status, now })),
      ];
      const from = reach.kind === 'all' && brokerageId === undefined ? keysFirst : lineagesFirst;
      return selectPage(query, { from, row }, [...bounds, ...filters], byCreation, page);
    },
    lineageKeys({ reach }, lineageId) {
      const bounds = within('keys', reach);
      if (!bounds) return [];
      const asked = filtered('l.id = :lineageId', { lineageId });
      return selectAll(query, keyRows, [...asked, ...bounds], byCreation.columns);
    },
    usableAdminKeys({ principal }, now) {
      // No tenant's data, yet nobody else's business: the rule that one stays is asked about by admins only.
      if (principal.role !== 'admin') return 0;
      const count = `SELECT count(*) FROM lineages l CROSS JOIN keys k ON k.lineage_id = l.id
        CROSS JOIN users u ON u.id = l.owner_user_id
        WHERE l.role = 'admin' AND u.deactivated_at IS NULL AND ${usableSql}`;
      return query(count).first({ now })![0] as number;
    },
  };
}
