import type { Brokerage } from '@homestar/sdk/internal';
import type { Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { showBrokerage } from './show.ts';

export function brokeragesGet(
  { grant, path }: Asked<'brokerages.get'>,
  { store }: Pick<Ports, 'store'>,
): Result<Brokerage> | Refusal {
  const row = store.tenant.brokerage(grant, path.brokerageId);
  if (!row) return notFound(path.brokerageId);
  const about = { target: row.id, brokerageId: row.id };
  return { body: showBrokerage(row), etag: etagOf(row.revision), about };
}
