import type { MachineClock } from '../../mock-server/src/time/clocks.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { type Bcrypt, nativeBcrypt } from '../../mock-server/src/vault/bcrypt.ts';
import { createBcryptQueue } from '../../mock-server/src/vault/bcrypt-queue.ts';
import { createPeppers, qaPepper, type VersionedKey } from '../../mock-server/src/vault/peppers.ts';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';
import { createKeyVault } from '../../mock-server/src/vault/vault.ts';

/** Machine time that only moves when told; its timers never run. */
export function createSteppedMachine(): MachineClock & { now: () => number; step(ms: number): void } {
  let now = 1_000;
  return {
    now: () => now,
    after: () => ({ cancel() {} }),
    step(ms) {
      now += ms;
    },
  };
}

/** bcrypt that notes what it is asked and answers when told. */
export function createHeldBcrypt() {
  const asked: string[] = [];
  const open: { resolve(value: never): void; reject(error: Error): void }[] = [];
  const hold = (name: string) => {
    asked.push(name);
    return new Promise<never>((resolve, reject) => open.push({ resolve, reject }));
  };
  const bcrypt: Bcrypt = { compare: (input, hash) => hold(`${input}=${hash}`), hash: (input) => hold(input) };
  /** Ends the computation that began first, and lets what follows from it happen. */
  const settle = async (end: (computation: (typeof open)[number]) => void) => {
    end(open.shift()!);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    bcrypt,
    asked,
    finish: (value: boolean | string) => settle(({ resolve }) => resolve(value as never)),
    fail: (error: Error) => settle(({ reject }) => reject(error)),
  };
}

/** A vault over real bcrypt of the lowest work factor, which counts how often bcrypt is asked. */
export function createCountedVault({
  peppers = [qaPepper] as readonly VersionedKey[],
  remember = true,
  tag = '000',
  workFactor = 4,
} = {}) {
  const counts = { compare: 0, hash: 0 };
  const bcrypt = createBcryptQueue({
    machine: createSteppedMachine(),
    bcrypt: {
      compare(input, hash) {
        counts.compare++;
        return nativeBcrypt.compare(input, hash);
      },
      hash(input, cost) {
        counts.hash++;
        return nativeBcrypt.hash(input, cost);
      },
    },
  });
  const vault = createKeyVault({
    peppers: createPeppers(peppers),
    proofs: createProofs({ remember }),
    bcrypt,
    random: systemRandom,
    environment: 'test',
    tag,
    workFactor,
  });
  return {
    vault,
    counts,
    async issue() {
      const issued = await vault.issue();
      if ('busy' in issued) throw new Error('busy');
      return issued;
    },
  };
}
