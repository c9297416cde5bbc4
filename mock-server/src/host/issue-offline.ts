import type { Environment } from '@homestar/sdk/internal';
import { machineClock } from '../time/machine-clock.ts';
import type { Random } from '../time/random.ts';
import { nativeBcrypt } from '../vault/bcrypt.ts';
import { createBcryptQueue } from '../vault/bcrypt-queue.ts';
import { createPeppers } from '../vault/peppers.ts';
import type { StoredSecret } from '../vault/port.ts';
import { createProofs } from '../vault/proofs.ts';
import type { Secrets } from '../vault/secrets.ts';
import { createKeyVault } from '../vault/vault.ts';

/** A secret with what to store of it, made where no server runs. */
export interface Issued {
  readonly secret: string;
  readonly keyId: string;
  readonly stored: StoredSecret;
}

export async function issueOffline(
  secrets: Pick<Secrets, 'peppers'>,
  environment: Environment,
  random: Random,
): Promise<Issued> {
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
  return issued;
}
