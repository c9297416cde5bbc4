import type { DatabaseSync } from 'node:sqlite';
import type { Entry } from '../../port.ts';

type Rehash = NonNullable<Entry['rehash']>;

/** Puts what is stored of a secret in place of exactly what it was made from; false where that is not there. */
export function createRehash(db: DatabaseSync): (rehash: Rehash) => boolean {
  const replace = db.prepare(
    `UPDATE keys SET hash = ?, filter = ?, pepper_version = ? WHERE id = ? AND hash = ? AND revoked_at IS NULL`,
  );
  return ({ keyId, from, to: { hash, filter, pepperVersion } }) =>
    replace.run(hash, filter, pepperVersion, keyId, from).changes === 1;
}
