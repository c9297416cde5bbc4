import type { RateLimitPolicy } from '@homestar/sdk/internal';
import type { RefusalTally } from '../audit/refusal-tally.ts';
import type { Cursors } from '../cursors/cursors.ts';
import type { KeyRules } from '../keys/rules.ts';
import type { Limiter } from '../limits/port.ts';
import type { Store } from '../store/port.ts';
import type { MachineClock } from '../time/clocks.ts';
import type { Random } from '../time/random.ts';
import type { SettableClock } from '../time/settable-clock.ts';
import type { KeyVault } from '../vault/port.ts';
import type { Renewals } from '../vault/renewals.ts';

/** One complete state of the reference server: its ports, frozen. */
export interface World {
  /** First three characters of the ids of its keys; `000` for the default world. */
  readonly tag: string;
  readonly profile: 'qa' | 'strict';
  /** The environment whose keys it accepts. */
  readonly environment: 'live' | 'test';
  readonly store: Store;
  readonly vault: KeyVault;
  readonly renewals: Renewals;
  readonly limiter: Limiter;
  readonly policies: Readonly<Record<string, RateLimitPolicy>>;
  readonly keyRules: KeyRules;
  readonly tally: RefusalTally;
  readonly cursors: Cursors;
  readonly clock: SettableClock;
  readonly machine: MachineClock;
  readonly random: Random;
  /** Tells the operator of a fault, redacted; the caller only learns that there was one. */
  report(fault: unknown, requestId: string | null): void;
  close(): Promise<void>;
}
