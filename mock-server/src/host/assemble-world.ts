import { type Environment, policies } from '@homestar/sdk/internal';
import { createRefusalTally } from '../audit/refusal-tally.ts';
import { createCursors } from '../cursors/cursors.ts';
import { defaultKeyRules } from '../keys/rules.ts';
import { createMemoryLimiter } from '../limits/memory-limiter.ts';
import type { SqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import { machineClock } from '../time/machine-clock.ts';
import { systemRandom } from '../time/random.ts';
import type { SettableClock } from '../time/settable-clock.ts';
import { nativeBcrypt } from '../vault/bcrypt.ts';
import { type BcryptQueue, createBcryptQueue } from '../vault/bcrypt-queue.ts';
import type { Peppers } from '../vault/peppers.ts';
import { createProofs, type Proofs } from '../vault/proofs.ts';
import { createRenewals, noRenewals } from '../vault/renewals.ts';
import { createKeyVault } from '../vault/vault.ts';
import { startHousekeeping } from './housekeeping.ts';
import type { World } from './world.ts';

/** What the worlds of one process share, or a test puts in its place. */
export interface Shared {
  /** bcrypt runs on the process's one thread pool, so all worlds share one queue. */
  readonly bcrypt?: BcryptQueue;
  /** A proof holds for one exact hash, whichever world stores it: after a reset no magic key is computed anew. */
  readonly proofs?: Proofs;
  readonly policies?: World['policies'];
  readonly keyRules?: World['keyRules'];
  readonly machine?: World['machine'];
  readonly random?: World['random'];
  readonly report?: World['report'];
  /** The store cannot go on: the process has to end. */
  readonly onFailure?: (error: Error) => void;
}

export interface Parts {
  readonly store: SqliteStore;
  readonly clock: SettableClock;
  readonly peppers: Peppers;
  readonly cursorKey: Uint8Array;
  /** bcrypt's, for new keys and for renewed ones. @default 12 */
  readonly workFactor?: number;
}

/** Puts the ports of a world together and starts its housekeeping. */
export function assembleWorld(
  profile: World['profile'],
  environment: Environment,
  parts: Parts,
  shared: Shared,
): World {
  const { store, clock, peppers, cursorKey, workFactor } = parts;
  const { machine = machineClock, random = systemRandom, proofs = createProofs() } = shared;
  const bcrypt = shared.bcrypt ?? createBcryptQueue({ bcrypt: nativeBcrypt, machine });
  const tag = '000';
  const report = shared.report ?? (() => {});
  const cost = workFactor !== undefined && { workFactor };
  const vault = createKeyVault({ peppers, proofs, bcrypt, random, environment, tag, ...cost });
  const ports = {
    tag,
    profile,
    environment,
    store,
    vault,
    // Published test keys are to stay what everybody expects.
    renewals: profile === 'strict' ? createRenewals({ vault, store, clock, report }) : noRenewals,
    limiter: createMemoryLimiter(),
    policies: shared.policies ?? policies,
    keyRules: shared.keyRules ?? defaultKeyRules,
    tally: createRefusalTally(),
    cursors: createCursors(cursorKey),
    clock,
    machine,
    random,
    report,
  };
  const housekeeping = startHousekeeping(ports);
  return Object.freeze({
    ...ports,
    async close() {
      ports.renewals.stop();
      await housekeeping.stop();
      await store.close();
    },
  });
}
