import { fingerprint, type VersionedKey } from '../vault/peppers.ts';
import type { Secrets } from '../vault/secrets.ts';

/** The slice of the database's own facts that is used here. */
interface Facts {
  names(): readonly string[];
  get(name: string): string | undefined;
  put(name: string, value: string): void;
}

/** The secrets file is not the one that the database was made with. */
export class SecretsMismatch extends Error {
  override readonly name = 'SecretsMismatch';
}

/** Notes fingerprints of all secrets, so that another file is noticed at start instead of as "unknown key" to all. */
export function noteSecrets(facts: Facts, secrets: Secrets): void {
  for (const [name, key] of named(secrets)) {
    // What is noted already is left: a server must start on a full disk too.
    if (facts.get(name) === undefined) facts.put(name, fingerprint(key));
  }
}

/**
 * Holds the secrets against what the database was made with. All of that must be among them: a file with a new
 * pepper in the place of the old one would make every key unknown. Only then is a version it has not seen noted,
 * so that a wrong file leaves nothing that would later refuse the right one.
 *
 * @throws SecretsMismatch
 */
export function matchSecrets(facts: Facts, secrets: Secrets): void {
  const given = new Map(named(secrets));
  for (const name of facts.names().filter(isSecret)) {
    const key = given.get(name);
    if (key === undefined) throw new SecretsMismatch(`${inWords(name)} is missing`);
    if (facts.get(name) !== fingerprint(key)) throw new SecretsMismatch(`${inWords(name)} differs`);
  }
  noteSecrets(facts, secrets);
}

const isSecret = (name: string) => /^(?:pepper|encryption|sealing)\./.test(name);
const inWords = (name: string) => name.replace('.', ' version ');

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
