import { type Environment, policies } from '@homestar/sdk/internal';
import { createRefusalTally } from '../audit/refusal-tally.ts';
import { createCursors } from '../cursors/cursors.ts';
import { createMemoryLimiter } from '../limits/memory-limiter.ts';
import type { SqliteStore } from '../store/sqlite/create-sqlite-store.ts';
import { machineClock } from '../time/machine-clock.ts';
import { systemRandom } from '../time/random.ts';
import type { SettableClock } from '../time/settable-clock.ts';
import { nativeBcrypt } from '../vault/bcrypt.ts';
import { type BcryptQueue, createBcryptQueue } from '../vault/bcrypt-queue.ts';
import type { Peppers } from '../vault/peppers.ts';
import { createProofs, type Proofs } from '../vault/proofs.ts';
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
}

/** Puts the ports of a world together and starts its housekeeping. */
export function assembleWorld(
  profile: World['profile'],
  environment: Environment,
  parts: Parts,
  shared: Shared,
): World {
  const { store, clock, peppers, cursorKey } = parts;
  const { machine = machineClock, random = systemRandom, proofs = createProofs() } = shared;
  const bcrypt = shared.bcrypt ?? createBcryptQueue({ bcrypt: nativeBcrypt, machine });
  const tag = '000';
  const ports = {
    tag,
    profile,
    environment,
    store,
    vault: createKeyVault({ peppers, proofs, bcrypt, random, environment, tag }),
    limiter: createMemoryLimiter(),
    policies: shared.policies ?? policies,
    tally: createRefusalTally(),
    cursors: createCursors(cursorKey),
    clock,
    machine,
    random,
    report: shared.report ?? (() => {}),
  };
  const housekeeping = startHousekeeping(ports);
  return Object.freeze({
    ...ports,
    async close() {
      await housekeeping.stop();
      await store.close();
    },
  });
}
