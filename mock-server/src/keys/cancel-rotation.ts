import type { Key } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { noteOf } from '../operations/note-of.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { keysChange } from './keys-change.ts';
import { adminKeyStays, lasts } from './last-admin.ts';
import { revoked } from './revocation.ts';
import { rotationOf } from './rotation.ts';
import { showKey } from './show.ts';

/** Takes a rotation back: the successor ends, and the key goes on as before. */
export function keysCancelRotation(
  asked: Asked<'keys.cancelRotation'>,
  ports: Pick<Ports, 'store' | 'clock' | 'environment'>,
): Result<Key> | Refusal {
  const rotation = rotationOf('cancelRotation', asked, ports);
  if (isRefusal(rotation)) return rotation;
  const now = ports.clock.now();
  const { environment } = ports;
  const { key: before, lineage, successor } = rotation;
  // An end that a revocation has fixed is not the rotation's to take back.
  const graceEndsAt = before.revocationReason === null ? null : before.graceEndsAt;
  const after = { ...before, successorId: null, graceEndsAt };
  // Where the end of an admin key is fixed, its successor may be the one that stays.
  const ending = lasts({ key: after, lineage }, now) ? [] : [{ key: successor, lineage }];
  const rule = adminKeyStays(asked.grant, { ending, now }, ports.store.tenant);
  if (isRefusal(rule)) return rule;
  const byKeyId = asked.grant.principal.keyId;
  const ended = revoked(
    { key: successor, lineage },
    { reason: 'superseded', byKeyId, ...noteOf(asked.body) },
    now,
  );
  return {
    body: showKey({ ...rotation, key: after }, now, environment),
    about: { target: after.id, brokerageId: lineage.brokerageId },
    change: keysChange({
      lineage,
      keys: [
        { before, after },
        ...(successor.revokedAt === null ? [{ before: successor, after: ended }] : []),
      ],
      now,
      environment,
      note: asked.body?.note,
      puts: rule,
    }),
  };
}
