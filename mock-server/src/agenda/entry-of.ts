import { systemEvent } from '../audit/system-event.ts';
import { statusAt } from '../keys/status.ts';
import type { Entry, KeyAndLineage } from '../store/port.ts';
import type { AgendaRow } from '../store/rows.ts';

/**
 * What is written when an entry of the agenda has fallen due: the event, at its due time, with the key's owner as the one
 * to be told; and of a planned revocation the revocation itself, unless somebody was quicker.
 */
export function entryOf(row: AgendaRow, about: KeyAndLineage): Entry {
  const { dueAt, kind, subject, brokerageId, ownerUserId } = row;
  const { key, lineage } = about;
  const revoked = kind === 'key.revoked' && key.revokedAt === null ? { ...key, revokedAt: dueAt } : undefined;
  const before = { status: statusAt(about, dueAt - 1) };
  const after = { status: statusAt({ key: revoked ?? key, lineage }, dueAt) };
  return {
    event: systemEvent({
      at: dueAt,
      brokerageId,
      target: subject,
      changes: before.status === after.status ? [] : [{ target: subject, before, after }],
      notice: { kind, userId: ownerUserId },
    }),
    ...(revoked && { puts: [{ table: 'keys', row: revoked, from: key.revision }] }),
    done: [row.id],
  };
}
