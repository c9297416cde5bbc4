import type { KeyAndLineage, Schedule } from '../store/port.ts';
import type { AgendaRow, Occasion } from '../store/rows.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How old a key may get before it is to be replaced, and how long before its owner is told. */
export const rotation = {
  ageMs: 90 * dayMs,
  noticesMs: [14 * dayMs, 3 * dayMs],
  stalledMs: 24 * hourMs,
} as const;

/** How long before a key ends it counts as nearly expired. */
export const expiringMs = 14 * dayMs;

/** When the key is to be replaced by a successor. */
export const rotationDueAt = (key: { readonly createdAt: number }) => key.createdAt + rotation.ageMs;

/** All that will fall due for a key after `now`, by its facts alone: put in place of what was, with each change. */
export function scheduleOf({ key, lineage }: KeyAndLineage, now: number): Schedule {
  const ended = key.revokedAt !== null || lineage.rejectedAt !== null;
  const end = Math.min(
    key.graceEndsAt ?? Number.POSITIVE_INFINITY,
    lineage.expiresAt ?? Number.POSITIVE_INFINITY,
  );
  const rows = (ended ? [] : occasionsOf({ key, lineage }))
    .filter(({ dueAt }) => dueAt > now && dueAt <= end)
    .map(({ kind, dueAt }) => agendaRow({ key, lineage }, kind, dueAt));
  return { subject: key.id, at: now, rows };
}

/** What the owner is told of at once; never taken back by a later change. */
export function agendaRow({ key, lineage }: KeyAndLineage, kind: Occasion, dueAt: number): AgendaRow {
  const { brokerageId, ownerUserId } = lineage;
  return { id: `${kind} ${key.id} ${dueAt}`, dueAt, kind, subject: key.id, brokerageId, ownerUserId };
}

type Due = Pick<AgendaRow, 'kind' | 'dueAt'>;

function occasionsOf({ key, lineage }: KeyAndLineage): Due[] {
  const { notBefore, expiresAt } = lineage;
  const due: Due[] = [];
  if (notBefore !== null) due.push({ kind: 'key.valid', dueAt: notBefore });
  if (expiresAt !== null) {
    due.push(
      { kind: 'key.expiring', dueAt: expiresAt - expiringMs },
      { kind: 'key.expired', dueAt: expiresAt },
    );
  }
  if (key.graceEndsAt !== null) {
    const planned = key.revocationReason !== null;
    due.push({ kind: planned ? 'key.revoked' : 'key.grace_ended', dueAt: key.graceEndsAt });
  }
  if (key.predecessorId !== null && key.firstUsedAt === null) {
    due.push({ kind: 'key.rotation_stalled', dueAt: key.createdAt + rotation.stalledMs });
  }
  if (key.successorId === null) {
    const at = rotationDueAt(key);
    for (const before of rotation.noticesMs) due.push({ kind: 'key.rotation_due', dueAt: at - before });
    due.push({ kind: 'key.rotation_overdue', dueAt: at });
  }
  return due;
}
