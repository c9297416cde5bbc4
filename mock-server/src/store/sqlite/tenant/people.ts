import type { Tenant } from '../../port.ts';
import type { BrokerageRow, UserRow } from '../../rows.ts';
import { rowReader, selected } from '../columns.ts';
import type { Queries } from '../queries.ts';
import { within } from './reach.ts';
import { filtered, type Order, type Source, selectOne, selectPage } from './select.ts';

const brokerages: Source<BrokerageRow> = {
  from: `SELECT ${selected('brokerages', 'b')} FROM brokerages b`,
  row: rowReader('brokerages'),
};
const users: Source<UserRow> = {
  from: `SELECT ${selected('users', 'u')} FROM users u`,
  row: rowReader('users'),
};

const byCreation = (alias: string): Order<BrokerageRow | UserRow> => ({
  columns: [`${alias}.created_at`, `${alias}.id`],
  position: ({ createdAt, id }) => [createdAt, id],
});

type TenantPeople = Pick<Tenant, 'brokerage' | 'brokerages' | 'user' | 'users' | 'emailTaken'>;

export function createTenantPeople(query: Queries): TenantPeople {
  return {
    brokerage({ reach }, id) {
      const bounds = within('brokerages', reach);
      return bounds && selectOne(query, brokerages, [...filtered('b.id = :id', { id }), ...bounds]);
    },
    brokerages({ reach }, page) {
      const bounds = within('brokerages', reach);
      return bounds ? selectPage(query, brokerages, bounds, byCreation('b'), page) : { rows: [], next: null };
    },
    user({ reach }, id) {
      const bounds = within('users', reach);
      return bounds && selectOne(query, users, [...filtered('u.id = :id', { id }), ...bounds]);
    },
    users({ reach }, { brokerageId, role }, page) {
      const bounds = within('users', reach);
      if (!bounds) return { rows: [], next: null };
      const filters = [
        ...filtered('u.brokerage_id = :brokerageId', { brokerageId }),
        ...filtered('u.role = :role', { role }),
      ];
      return selectPage(query, users, [...bounds, ...filters], byCreation('u'), page);
    },
    emailTaken({ reach }, brokerageId, email, except) {
      const bounds = within('users', reach);
      const home =
        brokerageId === null
          ? filtered('u.brokerage_id IS NULL', {})
          : filtered('u.brokerage_id = :brokerageId', { brokerageId });
      const named = filtered('lower(u.email) = lower(:email)', { email });
      const others = filtered('u.id <> :except', { except });
      const conditions = bounds && [...named, ...home, ...others, ...bounds];
      return conditions !== undefined && selectOne(query, users, conditions) !== undefined;
    },
  };
}
