import type { Key } from '@homestar/sdk/internal';
import type { Refusal } from '../checks/refusal.ts';
import type { World } from '../host/world.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Result } from '../operations/operation.ts';
import { showKey } from './show.ts';

export function keysGet(
  { grant, path }: Asked<'keys.get'>,
  { store, clock, environment }: Pick<World, 'store' | 'clock' | 'environment'>,
): Result<Key> | Refusal {
  const view = store.tenant.key(grant, path.keyId);
  if (!view) return notFound(path.keyId);
  return {
    body: showKey(view, clock.now(), environment),
    etag: etagOf(view.key.revision + view.lineage.revision),
    target: view.key.id,
    brokerageId: view.lineage.brokerageId,
  };
}
