import type { User } from '@homestar/sdk/internal';
import type { UserRow } from '../store/rows.ts';
import { formatInstant } from '../time/instant.ts';

/** A user as the contract shows it. */
export function showUser(row: UserRow): User {
  return {
    id: row.id,
    brokerageId: row.brokerageId,
    role: row.role,
    name: row.name,
    email: row.email,
    status: row.deactivatedAt === null ? 'active' : 'deactivated',
    createdAt: formatInstant(row.createdAt),
  };
}
