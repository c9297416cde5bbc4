import type { Key } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { notFound } from '../operations/not-found.ts';
import { noteOf } from '../operations/note-of.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { adminKeyStays } from './last-admin.ts';
import { statusRefusal } from './legal.ts';
import { ownLineageRefusal } from './own-lineage.ts';
import { showKey } from './show.ts';

type Needs = Pick<Ports, 'store' | 'clock' | 'environment'>;

/** Keeps a lineage from being accepted. */
export function keysSuspend(asked: Asked<'keys.suspend'>, ports: Needs): Result<Key> | Refusal {
  return setSuspended('suspend', asked, ports);
}

/** Ends the suspension of a lineage. */
export function keysResume(asked: Asked<'keys.resume'>, ports: Needs): Result<Key> | Refusal {
  return setSuspended('resume', asked, ports);
}

function setSuspended(
  change: 'suspend' | 'resume',
  { grant, operation, path, body }: Asked<'keys.suspend'> | Asked<'keys.resume'>,
  { store, clock, environment }: Needs,
): Result<Key> | Refusal {
  const before = store.tenant.key(grant, path.keyId);
  if (!before) return notFound(path.keyId);
  const now = clock.now();
  const refusal = ownLineageRefusal(operation, grant.principal, before) ?? statusRefusal(change, before, now);
  if (refusal) return refusal;
  const { lineage } = before;
  const inLineage = store.tenant.lineageKeys(grant, lineage.id).map((key) => ({ key, lineage }));
  const rule = change === 'resume' ? [] : adminKeyStays(grant, { ending: inLineage, now }, store.tenant);
  if (isRefusal(rule)) return rule;

  const after = { ...before, lineage: { ...lineage, suspendedAt: change === 'suspend' ? now : null } };
  const shown = showKey(after, now, environment);
  return {
    body: shown,
    about: { target: shown.id, brokerageId: lineage.brokerageId },
    change: {
      puts: [{ table: 'lineages', row: after.lineage, from: lineage.revision }, ...rule],
      // A key that is revoked meanwhile cannot be suspended, and is not written here.
      reads: [{ table: 'keys', id: before.key.id, revision: before.key.revision }],
      changes: [
        {
          target: shown.id,
          before: showKey(before, now, environment),
          after: shown,
          ...noteOf(body),
        },
      ],
    },
  };
}
