import { eventText } from '../audit/event-text.ts';
import { freshKey, freshLineage } from '../keys/fresh-rows.ts';
import { newId } from '../operations/new-id.ts';
import type { Entry } from '../store/port.ts';
import type { UserRow } from '../store/rows.ts';
import type { Random } from '../time/random.ts';
import type { StoredSecret } from '../vault/port.ts';

export interface FirstAdmin {
  readonly name: string;
  readonly email: string;
  readonly keyId: string;
  readonly stored: StoredSecret;
  readonly now: number;
  readonly random: Random;
}

/** The entry that an empty store begins with: a platform administrator and the key to everything else. */
export function firstAdminEntry({ name, email, keyId, stored, now, random }: FirstAdmin): Entry {
  const user: UserRow = {
    id: newId('usr', random),
    brokerageId: null,
    role: 'admin',
    name,
    email,
    createdAt: now,
    deactivatedAt: null,
    revision: 1,
  };
  const lineage = freshLineage({
    id: newId('lin', random),
    name: 'First administrator key',
    purpose: 'Made with the database, to make all other keys',
    role: 'admin',
    brokerageId: null,
    ownerUserId: user.id,
    createdAt: now,
    createdByKeyId: null,
  });
  const key = freshKey({ id: keyId, lineageId: lineage.id, createdAt: now, ...stored });
  return {
    puts: [
      { table: 'users', row: user, from: null },
      { table: 'lineages', row: lineage, from: null },
      { table: 'keys', row: key, from: null },
    ],
    event: eventText({
      at: now,
      requestId: null,
      actor: { type: 'system' },
      client: null,
      target: keyId,
      outcome: 'allowed',
      status: 200,
      changes: [
        { target: user.id, before: null, after: { role: user.role, name } },
        {
          target: keyId,
          before: null,
          after: { role: lineage.role, lineageId: lineage.id, name: lineage.name },
        },
      ],
    }),
  };
}
