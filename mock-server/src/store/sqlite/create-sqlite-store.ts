import type { MachineClock } from '../../time/clocks.ts';
import type { Store } from '../port.ts';
import type { UserRow } from '../rows.ts';
import type { Meta } from './meta.ts';
import { openDatabase } from './open-database.ts';
import { createStoreOver } from './store-over.ts';

export interface SqliteStoreOptions {
  /** A path, or `:memory:` for a database that is gone with the process. */
  readonly file: string;
  /**
   * Whether the file must be a finished database already; else it is made where it is missing or empty.
   * @default false
   */
  readonly existing?: boolean;
  /** `disk`: acknowledged means synced. `process`: it survives the process, not a power cut. */
  readonly durability: 'disk' | 'process';
  readonly machine: MachineClock;
  /** The store cannot go on and acknowledges nothing more: end the process. */
  onFailure(error: Error): void;
  /**
   * How many of the newest events are kept.
   * @default 50,000 in memory, all in a file
   */
  readonly maxEvents?: number;
}

export interface SqliteStore extends Store {
  readonly meta: Meta;
  /** Administrators who are not deactivated, first made first: for a command, which has no grant. */
  administrators(): readonly UserRow[];
  /** The instant of the newest event, or 0 in an empty store. */
  latest(): number;
}

/** @throws StoreError, one line that says what to do, where the file cannot be used. */
export function createSqliteStore(options: SqliteStoreOptions): SqliteStore {
  return createStoreOver(openDatabase(options.file, options.existing), options);
}
