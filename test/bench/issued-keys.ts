import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Issued } from '../../mock-server/src/host/issue-offline.ts';
import { machineClock } from '../../mock-server/src/time/machine-clock.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { nativeBcrypt } from '../../mock-server/src/vault/bcrypt.ts';
import { createBcryptQueue } from '../../mock-server/src/vault/bcrypt-queue.ts';
import { createPeppers } from '../../mock-server/src/vault/peppers.ts';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';
import {
  createSecrets,
  type Secrets,
  secretsSchema,
  secretsText,
} from '../../mock-server/src/vault/secrets.ts';
import { createKeyVault } from '../../mock-server/src/vault/vault.ts';

/** Real keys, and the server's secrets that they were hashed under. */
export interface IssuedKeys {
  readonly secrets: Secrets;
  readonly keys: readonly Issued[];
}

const folder = new URL('../../node_modules/.cache/homestar-bench/', import.meta.url);

/** Keys at this work factor. Those of the usual one take 200 ms each, so they are made once and kept for the next run. */
export async function issuedKeys(count: number, workFactor: number): Promise<IssuedKeys> {
  const path = new URL(`keys-${workFactor}.json`, folder);
  const { secrets, keys } = existsSync(path)
    ? read(readFileSync(path, 'utf8'))
    : { secrets: createSecrets(systemRandom), keys: [] };
  if (keys.length >= count) return { secrets, keys: keys.slice(0, count) };
  const all = [...keys, ...(await issueKeys(secrets, count - keys.length, workFactor))];
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, JSON.stringify({ secrets: secretsText(secrets), keys: all }), { mode: 0o600 });
  return { secrets, keys: all };
}

function read(text: string): IssuedKeys {
  const { secrets, keys } = JSON.parse(text) as { secrets: string; keys: Issued[] };
  return { secrets: secretsSchema.parse(JSON.parse(secrets)), keys };
}

export async function issueKeys({ peppers }: Secrets, count: number, workFactor: number): Promise<Issued[]> {
  const vault = createKeyVault({
    peppers: createPeppers(peppers),
    proofs: createProofs(),
    bcrypt: createBcryptQueue({ bcrypt: nativeBcrypt, machine: machineClock, bound: count }),
    random: systemRandom,
    environment: 'test',
    tag: '000',
    workFactor,
  });
  const one = async () => {
    const issued = await vault.issue();
    if ('busy' in issued) throw new Error('The queue was made too short for the keys to issue.');
    return issued;
  };
  return Promise.all(Array.from({ length: count }, one));
}
