import type { Environment } from '@homestar/sdk/internal';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import { machineClock } from '../time/machine-clock.ts';
import type { Random } from '../time/random.ts';
import { nativeBcrypt } from '../vault/bcrypt.ts';
import { createBcryptQueue } from '../vault/bcrypt-queue.ts';
import { createPeppers } from '../vault/peppers.ts';
import { createProofs } from '../vault/proofs.ts';
import type { Secrets } from '../vault/secrets.ts';
import { createKeyVault } from '../vault/vault.ts';
import { firstAdminEntry } from './first-admin.ts';
import { noteSecrets } from './secrets-match.ts';

export interface InitStore {
  readonly file: string;
  readonly secrets: Secrets;
  readonly environment: Environment;
  readonly name: string;
  readonly email: string;
  readonly random: Random;
}

/** Makes a database for `createStrictWorld`. Where it throws, the file may be there in part. */
export async function initStore(
  options: InitStore,
): Promise<{ readonly keyId: string; readonly secret: string }> {
  const { file, secrets, environment, name, email, random } = options;
  const vault = createKeyVault({
    peppers: createPeppers(secrets.peppers),
    proofs: createProofs(),
    bcrypt: createBcryptQueue({ bcrypt: nativeBcrypt, machine: machineClock }),
    random,
    environment,
    tag: '000',
  });
  const issued = await vault.issue();
  if ('busy' in issued) throw new Error('The bcrypt queue of a fresh process is full.');

  const { keyId, secret, stored } = issued;
  const failed = Promise.withResolvers<never>();
  const store = createSqliteStore({
    file,
    durability: 'disk',
    machine: machineClock,
    onFailure: failed.reject,
  });
  try {
    noteSecrets(store.meta, secrets);
    const now = Date.now();
    const entry = firstAdminEntry({ name, email, keyId, stored, now, random });
    const committed = await Promise.race([store.commit(entry, now), failed.promise]);
    if (typeof committed === 'string') throw new Error(`The first entry could not be written: ${committed}.`);
    // Last: a database without it was cut short in its making, and is not served.
    store.meta.put('environment', environment);
  } finally {
    await store.close();
  }
  return { keyId, secret };
}
