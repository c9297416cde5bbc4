import type { Brokerage } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { newId } from '../operations/new-id.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { BrokerageRow } from '../store/rows.ts';
import { showBrokerage } from './show.ts';
import { timeZoneOf } from './time-zone.ts';

export function brokeragesCreate(
  { body }: Asked<'brokerages.create'>,
  { clock, random }: Pick<Ports, 'clock' | 'random'>,
): Result<Brokerage> | Refusal {
  const timeZone = timeZoneOf(body.timeZone);
  if (isRefusal(timeZone)) return timeZone;
  const now = clock.now();
  const row: BrokerageRow = {
    id: newId('brk', random),
    name: body.name,
    timeZone,
    createdAt: now,
    modifiedAt: now,
    closedAt: null,
    revision: 1,
  };
  const shown = showBrokerage(row);
  return {
    body: shown,
    etag: etagOf(row.revision),
    location: `/v1/brokerages/${row.id}`,
    about: { target: row.id, brokerageId: row.id },
    change: {
      puts: [{ table: 'brokerages', row, from: null }],
      changes: [{ target: row.id, before: null, after: shown }],
    },
  };
}
