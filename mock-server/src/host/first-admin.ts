import { systemEvent } from '../audit/system-event.ts';
import { newId } from '../operations/new-id.ts';
import type { Entry } from '../store/port.ts';
import type { UserRow } from '../store/rows.ts';
import { type AdminKey, adminKey } from './admin-key.ts';

export interface FirstAdmin extends Pick<AdminKey, 'keyId' | 'stored' | 'now' | 'random'> {
  readonly name: string;
  readonly email: string;
}

/** The entry that an empty store begins with: a platform administrator and the key to everything else. */
export function firstAdminEntry({ name, email, ...made }: FirstAdmin): Entry {
  const { keyId, now, random } = made;
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
  const key = adminKey({
    ...made,
    name: 'First administrator key',
    purpose: 'Made with the database, to make all other keys',
    ownerUserId: user.id,
  });
  return {
    puts: [{ table: 'users', row: user, from: null }, ...key.puts],
    schedules: key.schedules,
    event: systemEvent({
      at: now,
      target: keyId,
      changes: [{ target: user.id, before: null, after: { role: user.role, name } }, key.change],
    }),
  };
}
