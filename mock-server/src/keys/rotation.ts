import type { Refusal } from '../checks/refusal.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports } from '../operations/operation.ts';
import type { KeyView } from '../store/port.ts';
import type { KeyRow } from '../store/rows.ts';
import { statusRefusal } from './legal.ts';
import { ownLineageRefusal } from './own-lineage.ts';

/** A key that was rotated, and the key that was made to follow it. */
export interface Rotation extends KeyView {
  readonly successor: KeyRow;
}

/** The rotation of the key that is asked about, where the caller may end it in this way. */
export function rotationOf(
  change: 'completeRotation' | 'cancelRotation',
  { grant, operation, path }: Pick<Asked<'keys.cancelRotation'>, 'grant' | 'operation' | 'path'>,
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
): Rotation | Refusal {
  const view = store.tenant.key(grant, path.keyId);
  if (!view) return notFound(path.keyId);
  const refusal =
    ownLineageRefusal(operation, grant.principal, view) ?? statusRefusal(change, view, clock.now());
  if (refusal) return refusal;
  const successor = store.tenant
    .lineageKeys(grant, view.lineage.id)
    .find(({ id }) => id === view.key.successorId);
  if (successor) return { ...view, successor };
  return { refused: 'no_rotation', check: { name: 'rotation', saw: { successorId: view.key.successorId } } };
}
