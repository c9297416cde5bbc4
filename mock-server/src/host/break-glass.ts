import { systemEvent } from '../audit/system-event.ts';
import type { UserRow } from '../store/rows.ts';
import type { SqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import type { Random } from '../time/random.ts';
import type { Secrets } from '../vault/secrets.ts';
import { adminKey } from './admin-key.ts';
import { environmentOf } from './environment-of.ts';
import { issueOffline } from './issue-offline.ts';
import { openOffline } from './open-offline.ts';
import { matchSecrets } from './secrets-match.ts';

export interface BreakGlass {
  readonly file: string;
  readonly secrets: Secrets;
  readonly name: string;
  readonly purpose: string;
  /** An active administrator. @default the first who was made */
  readonly ownerUserId?: string;
  readonly random: Random;
}

export interface BreakGlassKey {
  readonly keyId: string;
  readonly secret: string;
  readonly ownerUserId: string;
}

/** Nobody whom an admin key could belong to. The message says who was looked for. */
export class NoAdministrator extends Error {
  override readonly name = 'NoAdministrator';
}

/**
 * Makes an admin key without another one, for whoever may read both the database and its secrets: who could do that
 * anyhow, and this way it stands in the log.
 *
 * @throws StoreError, SecretsMismatch, NoAdministrator
 */
export function breakGlass({
  file,
  secrets,
  ownerUserId,
  random,
  ...named
}: BreakGlass): Promise<BreakGlassKey> {
  return openOffline({ file, existing: true }, async ({ store, now, write }) => {
    matchSecrets(store.meta, secrets);
    const owner = ownerOf(store, ownerUserId);
    const { secret, keyId, stored } = await issueOffline(secrets, environmentOf(store), random);
    const { puts, schedules, change } = adminKey({
      ...named,
      ownerUserId: owner.id,
      keyId,
      stored,
      now,
      random,
    });
    await write({
      puts,
      schedules,
      reads: [{ table: 'users', id: owner.id, revision: owner.revision }],
      event: systemEvent({
        at: now,
        target: keyId,
        changes: [change],
      }),
    });
    return { keyId, secret, ownerUserId: owner.id };
  });
}

function ownerOf({ administrators }: Pick<SqliteStore, 'administrators'>, id: string | undefined): UserRow {
  const active = administrators();
  const owner = id === undefined ? active[0] : active.find((user) => user.id === id);
  if (owner) return owner;
  throw new NoAdministrator(
    id === undefined ? 'no administrator is active' : `${id} is no active administrator`,
  );
}
