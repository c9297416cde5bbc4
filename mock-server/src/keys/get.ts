import type { Key } from '@homestar/sdk/internal';
import type { Refusal } from '../checks/refusal.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { revisionOf } from './revision.ts';
import { showKey } from './show.ts';

export function keysGet(
  { grant, path }: Asked<'keys.get'>,
  { store, clock, environment }: Pick<Ports, 'store' | 'clock' | 'environment'>,
): Result<Key> | Refusal {
  const view = store.tenant.key(grant, path.keyId);
  if (!view) return notFound(path.keyId);
  return {
    body: showKey(view, clock.now(), environment),
    etag: etagOf(revisionOf(view)),
    about: { target: view.key.id, brokerageId: view.lineage.brokerageId },
  };
}
