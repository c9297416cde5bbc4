import type { Tenant } from '../../port.ts';
import type { LeadRow } from '../../rows.ts';
import { rowReader, selected } from '../columns.ts';
import type { Queries } from '../queries.ts';
import { within } from './reach.ts';
import { filtered, type Order, type Source, selectOne, selectPage } from './select.ts';

const leads: Source<LeadRow> = {
  from: `SELECT ${selected('leads', 'd')} FROM leads d`,
  row: rowReader('leads'),
};

const newestFirst: Order<LeadRow> = {
  columns: ['d.created_at', 'd.id'],
  descending: true,
  position: ({ createdAt, id }) => [createdAt, id],
};

export function createTenantLeads(query: Queries): Pick<Tenant, 'lead' | 'leads'> {
  return {
    lead({ reach }, id) {
      const bounds = within('leads', reach);
      return bounds && selectOne(query, leads, [...filtered('d.id = :id', { id }), ...bounds]);
    },
    leads({ reach }, { status, ownerUserId, listingKey, brokerageId }, page) {
      const bounds = within('leads', reach);
      if (!bounds) return { rows: [], next: null };
      const statuses = status && JSON.stringify(status);
      const filters = [
        ...filtered('d.status IN (SELECT value FROM json_each(:statuses))', { statuses }),
        ...filtered('d.owner_user_id = :ownerUserId', { ownerUserId }),
        ...filtered('d.listing_key = :listingKey', { listingKey }),
        ...filtered('d.brokerage_id = :brokerageId', { brokerageId }),
      ];
      return selectPage(query, leads, [...bounds, ...filters], newestFirst, page);
    },
  };
}
