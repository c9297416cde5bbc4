import { hkdfSync } from 'node:crypto';
import { seedEntry } from '../fixtures/seed.ts';
import {
  createSqliteStore,
  type SqliteStore,
  type SqliteStoreOptions,
} from '../store/sqlite/create-sqlite-store.ts';
import { machineClock } from '../time/machine-clock.ts';
import { systemRandom } from '../time/random.ts';
import { createSettableClock } from '../time/settable-clock.ts';
import { createPeppers, qaPepper } from '../vault/peppers.ts';
import type { Secrets } from '../vault/secrets.ts';
import { assembleWorld, type Shared } from './assemble-world.ts';
import { createClockAt } from './clock-at.ts';
import { environmentOf } from './environment-of.ts';
import { matchSecrets } from './secrets-match.ts';
import type { World } from './world.ts';

export type { Shared };

export interface QaWorldOptions extends Shared {
  readonly mode?: 'running' | 'frozen';
  /** World time at the start. @default the present */
  readonly now?: number;
}

export interface StrictWorldOptions extends Shared {
  /** A database that `initStore` made. */
  readonly file: string;
  readonly secrets: Secrets;
  readonly durability: 'disk' | 'process';
  /** bcrypt's, for new keys; those with a lower one are renewed when they are used. @default 12 */
  readonly workFactor?: number;
}

/** A seeded world in memory, in which the magic keys work. */
export async function createQaWorld(options: QaWorldOptions = {}): Promise<World> {
  const { random = systemRandom } = options;
  const clock = createClockAt(options.now, options.mode);
  const store = openStore({ file: ':memory:', durability: 'process' }, options);
  const peppers = createPeppers([qaPepper]);
  const now = clock.now();
  const seeded = await store.commit(seedEntry(now), now);
  if (typeof seeded === 'string') throw new Error(`The seed could not be written: ${seeded}.`);
  return assembleWorld('qa', 'test', { store, clock, peppers, cursorKey: random.bytes(32) }, options);
}

/**
 * The world of a database.
 *
 * @throws StoreError, SecretsMismatch
 */
export async function createStrictWorld(options: StrictWorldOptions): Promise<World> {
  const { file, durability, secrets, workFactor } = options;
  const store = openStore({ file, durability, existing: true }, options);
  try {
    matchSecrets(store.meta, secrets);
  } catch (error) {
    await store.close();
    throw error;
  }
  const peppers = createPeppers(secrets.peppers);
  // From a pepper, so that a cursor outlives a restart.
  const cursorKey = new Uint8Array(hkdfSync('sha256', peppers.current.key, '', 'homestar cursors', 32));
  return assembleWorld(
    'strict',
    environmentOf(store),
    // Should the machine's calendar have gone back meanwhile, the log's times do not.
    {
      store,
      clock: createSettableClock({ floor: store.latest() }),
      peppers,
      cursorKey,
      ...(workFactor !== undefined && { workFactor }),
    },
    options,
  );
}

function openStore(
  database: Pick<SqliteStoreOptions, 'file' | 'durability' | 'existing'>,
  { machine = machineClock, onFailure = raise }: Shared,
): SqliteStore {
  return createSqliteStore({ ...database, machine, onFailure });
}

function raise(error: Error): never {
  throw error;
}
