import type { KeyRotated, Wire } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { invalid } from '../operations/invalid.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { KeyView } from '../store/port.ts';
import { busy } from '../vault/busy.ts';
import { beyondCaller } from './beyond-caller.ts';
import { freshKey } from './fresh-rows.ts';
import { graceFloorSeconds } from './grace.ts';
import { keysChange } from './keys-change.ts';
import { statusRefusal } from './legal.ts';
import { ownLineageRefusal } from './own-lineage.ts';
import { agendaRow } from './schedule.ts';
import { showKey } from './show.ts';
import { statusAt, usable } from './status.ts';

type Asks = Asked<'keys.rotate'>;

/** Makes the successor of a key. */
export async function keysRotate(asked: Asks, ports: Ports): Promise<Result<Wire<KeyRotated>> | Refusal> {
  const early = rotatable(asked, ports);
  if (isRefusal(early)) return early;
  const issued = await ports.vault.issue();
  if ('busy' in issued) return busy(issued);
  // Hashing takes as long as a quarter of a second, in which another request may have changed the key.
  const view = rotatable(asked, ports);
  if (isRefusal(view)) return view;

  const { lineage } = view;
  const { environment } = ports;
  const now = ports.clock.now();
  const key = freshKey({
    id: issued.keyId,
    lineageId: lineage.id,
    createdAt: now,
    createdByKeyId: asked.grant.principal.keyId,
    predecessorId: view.key.id,
    graceSeconds: asked.body?.graceSeconds ?? graceFloorSeconds,
    ...issued.stored,
  });
  const predecessor = { ...view.key, successorId: key.id };
  return {
    body: {
      key: showKey({ key, lineage, lastUsedAt: null }, now, environment),
      secret: issued.secret,
      predecessor: showKey({ ...view, key: predecessor }, now, environment),
    },
    location: `/v1/keys/${key.id}`,
    about: { target: view.key.id, brokerageId: lineage.brokerageId },
    change: keysChange({
      lineage,
      keys: [
        { before: view.key, after: predecessor },
        { before: null, after: key },
      ],
      now,
      environment,
      note: asked.body?.reason,
      told: { subject: key.id, rows: [agendaRow({ key, lineage }, 'key.rotated', now)] },
    }),
  };
}

/** The key, where the caller may rotate it and it can be rotated now. */
function rotatable({ grant, operation, path, body }: Asks, { store, clock }: Ports): KeyView | Refusal {
  const view = store.tenant.key(grant, path.keyId);
  if (!view) return notFound(path.keyId);
  const itself = view.key.id === grant.principal.keyId;
  return (
    ownLineageRefusal(operation, grant.principal, view) ??
    // Whoever rotates another's key is shown a secret that works, with all that it is good for.
    (itself ? graceRefusal(body?.graceSeconds) : beyondCaller(grant.principal, view.lineage)) ??
    inProgress(view, store.tenant.lineageKeys(grant, view.lineage.id), clock.now()) ??
    statusRefusal('rotate', view, clock.now()) ??
    view
  );
}

function graceRefusal(graceSeconds = graceFloorSeconds): Refusal | undefined {
  if (graceSeconds >= graceFloorSeconds) return undefined;
  const detail = `is below ${graceFloorSeconds}, the least where a key rotates itself`;
  return invalid([{ pointer: '/body/graceSeconds', detail }]);
}

/** Two keys of a lineage work at once at most. Of a key that has ended this is not what keeps it from being rotated. */
function inProgress(
  { key: asked, lineage }: KeyView,
  inLineage: readonly KeyView['key'][],
  now: number,
): Refusal | undefined {
  const works = (key: KeyView['key']) => usable(statusAt({ key, lineage }, now));
  const other = works(asked) && inLineage.find((key) => key.id !== asked.id && works(key));
  if (!other) return undefined;
  const saw = { keyId: other.id, status: statusAt({ key: other, lineage }, now) };
  return {
    refused: 'rotation_in_progress',
    check: { name: 'one_rotation', saw },
    detail: `${saw.keyId} of the same lineage is ${saw.status}.`,
    members: { keyId: other.id },
  };
}
