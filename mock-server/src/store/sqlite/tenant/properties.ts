import type { PropertyFilter, Tenant } from '../../port.ts';
import type { PropertyRow } from '../../rows.ts';
import { rowReader, selected } from '../columns.ts';
import type { Queries } from '../queries.ts';
import { type Condition, within } from './reach.ts';
import { filtered, type Order, type Source, selectOne, selectPage } from './select.ts';

const properties: Source<PropertyRow> = {
  from: `SELECT ${selected('properties', 'p')} FROM properties p`,
  row: rowReader('properties'),
};

const orders: Record<PropertyFilter['sort'], Order<PropertyRow>> = {
  modificationTimestamp: byChange(false),
  '-modificationTimestamp': byChange(true),
  listPrice: byPrice(false),
  '-listPrice': byPrice(true),
};

function byChange(descending: boolean): Order<PropertyRow> {
  return {
    columns: ['p.modification_timestamp', 'p.listing_key'],
    descending,
    position: (row) => [row.modificationTimestamp, row.listingKey],
  };
}

function byPrice(descending: boolean): Order<PropertyRow> {
  return {
    columns: ['p.list_price', 'p.listing_key'],
    descending,
    position: (row) => [row.listPrice, row.listingKey],
  };
}

/** The statuses travel as one JSON array, so that a list of three and a list of four share a statement. */
function conditionsOf({ standardStatus, city, minListPrice, maxListPrice }: PropertyFilter): Condition[] {
  const statuses = standardStatus && JSON.stringify(standardStatus);
  return [
    ...filtered('p.standard_status IN (SELECT value FROM json_each(:statuses))', { statuses }),
    ...filtered('p.city = :city', { city }),
    ...filtered('p.list_price >= :minListPrice', { minListPrice }),
    ...filtered('p.list_price <= :maxListPrice', { maxListPrice }),
  ];
}

export function createTenantProperties(query: Queries): Pick<Tenant, 'property' | 'properties'> {
  return {
    property({ reach }, listingKey) {
      const bounds = within('properties', reach);
      const named = filtered('p.listing_key = :listingKey', { listingKey });
      return bounds && selectOne(query, properties, [...named, ...bounds]);
    },
    properties({ reach }, filter, page) {
      const bounds = within('properties', reach);
      if (!bounds) return { rows: [], next: null };
      return selectPage(query, properties, [...bounds, ...conditionsOf(filter)], orders[filter.sort], page);
    },
  };
}
