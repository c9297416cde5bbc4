import type { Environment } from '@homestar/sdk/internal';
import type { Random } from '../time/random.ts';
import type { Secrets } from '../vault/secrets.ts';
import { firstAdminEntry } from './first-admin.ts';
import { issueOffline } from './issue-offline.ts';
import { openOffline } from './open-offline.ts';
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
export async function initStore({
  file,
  secrets,
  environment,
  name,
  email,
  random,
}: InitStore): Promise<{ readonly keyId: string; readonly secret: string }> {
  const { secret, keyId, stored } = await issueOffline(secrets, environment, random);
  await openOffline({ file, existing: false }, async ({ store, now, write }) => {
    noteSecrets(store.meta, secrets);
    await write(firstAdminEntry({ name, email, keyId, stored, now, random }));
    // Last: a database without it was cut short in its making, and is not served.
    store.meta.put('environment', environment);
  });
  return { keyId, secret };
}
