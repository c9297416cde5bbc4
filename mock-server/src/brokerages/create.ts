import type { Brokerage } from '@homestar/sdk/internal';
import type { Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { invalid } from '../operations/invalid.ts';
import { newId } from '../operations/new-id.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { BrokerageRow } from '../store/rows.ts';
import { showBrokerage } from './show.ts';

export function brokeragesCreate(
  { body }: Asked<'brokerages.create'>,
  { clock, random }: Pick<Ports, 'clock' | 'random'>,
): Result<Brokerage> | Refusal {
  const timeZone = canonicalTimeZone(body.timeZone);
  if (timeZone === null) {
    return invalid([{ pointer: '/body/timeZone', detail: 'is not a time zone such as America/Chicago' }]);
  }
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

/** `america/chicago` is `America/Chicago`; null where there is none of this name. */
function canonicalTimeZone(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
