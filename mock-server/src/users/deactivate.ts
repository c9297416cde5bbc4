import type { User } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { adminKeyOfOthersStays } from '../keys/last-admin.ts';
import { etagOf } from '../operations/etag.ts';
import { notFound } from '../operations/not-found.ts';
import { noteOf } from '../operations/note-of.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { UserRow } from '../store/rows.ts';
import { formatInstant } from '../time/instant.ts';
import { onlyAgents } from './only-agents.ts';
import { showUser } from './show.ts';

/** Shuts out every key of the user without touching any: each request reads the owner with its key. */
export function usersDeactivate(
  { grant, path, body }: Asked<'users.deactivate'>,
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
): Result<User> | Refusal {
  const before = store.tenant.user(grant, path.userId);
  if (!before) return notFound(path.userId);
  const refusal = onlyAgents(grant, before.role) ?? alreadyDone(before);
  if (refusal) return refusal;
  const now = clock.now();
  const lastAdmin = adminKeyOfOthersStays(grant, { user: before, now }, store.tenant);
  if (isRefusal(lastAdmin)) return lastAdmin;

  const row: UserRow = { ...before, deactivatedAt: now, revision: before.revision + 1 };
  const shown = showUser(row);
  return {
    body: shown,
    etag: etagOf(row.revision),
    about: { target: row.id, brokerageId: row.brokerageId },
    change: {
      puts: [{ table: 'users', row, from: before.revision }, ...lastAdmin],
      changes: [{ target: row.id, before: showUser(before), after: shown, ...noteOf(body) }],
    },
  };
}

function alreadyDone({ deactivatedAt }: UserRow): Refusal | undefined {
  if (deactivatedAt === null) return undefined;
  const saw = { deactivatedAt: formatInstant(deactivatedAt) };
  const detail = `The user was deactivated at ${saw.deactivatedAt}.`;
  return { refused: 'conflict', check: { name: 'not_deactivated', saw }, detail };
}
