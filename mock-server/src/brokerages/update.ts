import type { Brokerage } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { stale } from '../operations/stale.ts';
import type { BrokerageRow } from '../store/rows.ts';
import { showBrokerage } from './show.ts';
import { timeZoneOf } from './time-zone.ts';

export function brokeragesUpdate(
  { grant, path, body, ifMatch }: Asked<'brokerages.update'>,
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
): Result<Brokerage> | Refusal {
  const before = store.tenant.brokerage(grant, path.brokerageId);
  if (!before) return notFound(path.brokerageId);
  const refusal = stale('brokerage', before.revision, ifMatch);
  if (refusal) return refusal;
  const timeZone = body.timeZone === undefined ? before.timeZone : timeZoneOf(body.timeZone);
  if (isRefusal(timeZone)) return timeZone;
  const row: BrokerageRow = {
    ...before,
    name: body.name ?? before.name,
    timeZone,
    modifiedAt: clock.now(),
    revision: before.revision + 1,
  };
  const shown = showBrokerage(row);
  return {
    body: shown,
    etag: etagOf(row.revision),
    about: { target: row.id, brokerageId: row.id },
    change: {
      puts: [{ table: 'brokerages', row, from: before.revision }],
      changes: [{ target: row.id, before: showBrokerage(before), after: shown }],
    },
  };
}
