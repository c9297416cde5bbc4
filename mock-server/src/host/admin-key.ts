import type { ChangeRecord } from '../audit/event.ts';
import { freshKey, freshLineage } from '../keys/fresh-rows.ts';
import { scheduleOf } from '../keys/schedule.ts';
import { newId } from '../operations/new-id.ts';
import type { Schedule } from '../store/port.ts';
import type { Put } from '../store/rows.ts';
import type { Random } from '../time/random.ts';
import type { Issued } from './issue-offline.ts';

export interface AdminKey extends Omit<Issued, 'secret'> {
  readonly name: string;
  readonly purpose: string;
  readonly ownerUserId: string;
  readonly now: number;
  readonly random: Random;
}

/** What is written of an admin key that no other key made. */
export interface AdminKeyWritten {
  readonly puts: readonly Put[];
  readonly schedules: readonly Schedule[];
  readonly change: ChangeRecord;
}

export function adminKey({
  name,
  purpose,
  ownerUserId,
  keyId,
  stored,
  now,
  random,
}: AdminKey): AdminKeyWritten {
  const lineage = freshLineage({
    id: newId('lin', random),
    name,
    purpose,
    role: 'admin',
    brokerageId: null,
    ownerUserId,
    createdAt: now,
  });
  const key = freshKey({ id: keyId, lineageId: lineage.id, createdAt: now, createdByKeyId: null, ...stored });
  return {
    puts: [
      { table: 'lineages', row: lineage, from: null },
      { table: 'keys', row: key, from: null },
    ],
    schedules: [scheduleOf({ key, lineage }, now)],
    change: {
      target: keyId,
      before: null,
      after: { role: lineage.role, lineageId: lineage.id, name, purpose, ownerUserId },
    },
  };
}
