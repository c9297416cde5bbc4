import { type Environment, formatKey } from '@homestar/sdk/internal';
import type { Random } from '../time/random.ts';
import { drawBase62 } from './base62-digits.ts';
import type { BcryptQueue } from './bcrypt-queue.ts';
import { createDigest, type Digest, filterOf } from './digest.ts';
import { type Peppers, qaPepper } from './peppers.ts';
import type { KeyVault, StoredSecret } from './port.ts';
import type { Proofs } from './proofs.ts';
import { UnknownPepper } from './unknown-pepper.ts';
import { workFactorOf } from './work-factor.ts';

export interface KeyVaultOptions {
  readonly peppers: Peppers;
  readonly proofs: Proofs;
  readonly bcrypt: BcryptQueue;
  readonly random: Random;
  readonly environment: Environment;
  /** The world's three digits, with which the ids of its keys begin. */
  readonly tag: string;
  /** bcrypt's work factor, for new keys. @default 12 */
  readonly workFactor?: number;
}

export function createKeyVault({
  peppers,
  proofs,
  bcrypt,
  random,
  environment,
  tag,
  workFactor = 12,
}: KeyVaultOptions): KeyVault {
  const digests = new Map(peppers.all.map(({ version, key }) => [version, createDigest(key)]));
  const pepperVersion = peppers.current.version;
  const current = digests.get(pepperVersion)!;
  const dummy: StoredSecret = { hash: '', filter: 0, pepperVersion };

  /** The published test keys are nobody's where their pepper is not; any other pepper that is missing is a mistake. */
  function digestOf({ pepperVersion: version }: StoredSecret): Digest | undefined {
    const digest = digests.get(version);
    if (digest === undefined && version !== qaPepper.version) throw new UnknownPepper(version);
    return digest;
  }

  return {
    async issue() {
      const id12 = tag + drawBase62(random, 12 - tag.length);
      const secret = formatKey(environment, id12, random.bytes(32));
      const hash = await bcrypt.hash(current.bcryptInput(secret), workFactor);
      if (typeof hash !== 'string') return hash;
      const stored = { hash, filter: filterOf(current.mac(secret)), pepperVersion };
      return { secret, keyId: `key_${id12}`, stored };
    },

    async prove(secret, stored) {
      const row = stored ?? dummy;
      const digest = digestOf(row);
      const mac = (digest ?? current).mac(secret);
      // Before this line nothing depends on whether there is a row; the comparison of two numbers ends nowhere
      // early. One secret in four billion has the dummy's filter, and is turned away all the same.
      const differs = filterOf(mac) ^ row.filter;
      if (differs !== 0 || stored === undefined || digest === undefined) return 'filtered';

      if (proofs.has(mac, stored.hash)) return 'proven';
      const matches = await bcrypt.compare(digest.bcryptInput(secret), stored.hash);
      if (typeof matches !== 'boolean') return matches;
      if (matches) proofs.add(mac, stored.hash);
      return matches ? 'proven' : 'unproven';
    },

    renewalOf(secret, stored) {
      const factor = workFactorOf(stored.hash);
      if (stored.pepperVersion >= pepperVersion && factor >= workFactor) return undefined;
      // Another pepper is no reason to make guessing cheaper than it was.
      return {
        bcryptInput: current.bcryptInput(secret),
        mac: current.mac(secret),
        workFactor: Math.max(factor, workFactor),
      };
    },

    async renew(renewal) {
      const hash = await bcrypt.hash(renewal.bcryptInput, renewal.workFactor, 'idle');
      if (typeof hash !== 'string') throw new Error('The bcrypt queue refused work that it has to keep.');
      proofs.add(renewal.mac, hash);
      return { hash, filter: filterOf(renewal.mac), pepperVersion };
    },
  };
}
