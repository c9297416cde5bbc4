import { fingerprint, type VersionedKey } from '../keys/peppers.ts';
import type { Secrets } from '../keys/secrets.ts';

/** The slice of the database's own facts that is used here. */
interface Facts {
  get(name: string): string | undefined;
  put(name: string, value: string): void;
}

/** The secrets file is not the one that the database was made with. */
export class SecretsMismatch extends Error {
  override readonly name = 'SecretsMismatch';
}

/** Notes fingerprints of all secrets, so that another file is noticed at start instead of as "unknown key" to all. */
export function noteSecrets(facts: Facts, secrets: Secrets): void {
  for (const [name, key] of named(secrets)) facts.put(name, fingerprint(key));
}

/**
 * Holds the secrets against what the database was made with. A version it has not seen is noted.
 *
 * @throws SecretsMismatch
 */
export function matchSecrets(facts: Facts, secrets: Secrets): void {
  for (const [name, key] of named(secrets)) {
    const known = facts.get(name);
    if (known === undefined) facts.put(name, fingerprint(key));
    else if (known !== fingerprint(key))
      throw new SecretsMismatch(`${name.replace('.', ' version ')} differs`);
  }
}

function named({ peppers, encryption, sealing }: Secrets): (readonly [string, VersionedKey])[] {
  const versions = (kind: string, keys: readonly VersionedKey[]) =>
    keys.map((key) => [`${kind}.${key.version}`, key] as const);
  const seal = { version: sealing.version ?? 1, key: sealing.privateKey };
  return [
    ...versions('pepper', peppers),
    ...versions('encryption', encryption),
    ...versions('sealing', [seal]),
  ];
}
