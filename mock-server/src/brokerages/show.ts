import type { Brokerage } from '@homestar/sdk/internal';
import type { BrokerageRow } from '../store/rows.ts';
import { formatInstant } from '../time/instant.ts';

/** A brokerage as the contract shows it. */
export function showBrokerage(row: BrokerageRow): Brokerage {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.timeZone,
    status: row.closedAt === null ? 'active' : 'closed',
    createdAt: formatInstant(row.createdAt),
    modifiedAt: formatInstant(row.modifiedAt),
  };
}
