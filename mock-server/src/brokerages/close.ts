import type { Brokerage } from '@homestar/sdk/internal';
import type { Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import { noteOf } from '../operations/note-of.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { BrokerageRow } from '../store/rows.ts';
import { formatInstant } from '../time/instant.ts';
import { showBrokerage } from './show.ts';

/** Shuts out every key of the brokerage without touching any: each request reads the brokerage with its key. */
export function brokeragesClose(
  { grant, path, body }: Asked<'brokerages.close'>,
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
): Result<Brokerage> | Refusal {
  const before = store.tenant.brokerage(grant, path.brokerageId);
  if (!before) return notFound(path.brokerageId);
  if (before.closedAt !== null) {
    const closedAt = formatInstant(before.closedAt);
    const detail = `The brokerage was closed at ${closedAt}.`;
    return { refused: 'conflict', check: { name: 'not_closed', saw: { closedAt } }, detail };
  }
  const now = clock.now();
  const row: BrokerageRow = { ...before, closedAt: now, modifiedAt: now, revision: before.revision + 1 };
  const shown = showBrokerage(row);
  return {
    body: shown,
    etag: etagOf(row.revision),
    about: { target: row.id, brokerageId: row.id },
    change: {
      puts: [{ table: 'brokerages', row, from: before.revision }],
      changes: [{ target: row.id, before: showBrokerage(before), after: shown, ...noteOf(body) }],
    },
  };
}
