import { systemEvent } from '../audit/system-event.ts';
import type { World } from '../host/world.ts';
import type { Entry, KeyAndLineage } from '../store/port.ts';
import type { KeyVault, Renewal, StoredSecret } from './port.ts';
import { workFactorOf } from './work-factor.ts';

/**
 * Brings what is stored of a key up to date: a hash can only be made of the secret, which the server sees no earlier
 * than when the key is used.
 */
export interface Renewals {
  /** Of a key that was proven and may be used: has it renewed by and by, where its pepper or work factor is outdated. */
  offer(secret: string, proven: KeyAndLineage): void;
  /** Begins none any more, and writes none that is being computed. */
  stop(): void;
}

export interface RenewalsOptions extends Pick<World, 'clock' | 'report'> {
  readonly vault: Pick<KeyVault, 'renewalOf' | 'renew'>;
  readonly store: Pick<World['store'], 'commit' | 'ready'>;
  /** How many may wait; who comes then is renewed after one of its later uses. @default 256 */
  readonly bound?: number;
}

/** Renews nothing. */
export const noRenewals: Renewals = { offer() {}, stop() {} };

interface Waiting extends KeyAndLineage {
  readonly renewal: Renewal;
}

/** Renews one key after the other. What waits holds no secret, only what bcrypt is given. */
export function createRenewals({ vault, store, clock, report, bound = 256 }: RenewalsOptions): Renewals {
  /** By key id, the one that is being renewed included. */
  const waiting = new Map<string, Waiting>();
  /** What was replaced last, by key and hash: a request that was decided on it may end after its renewal. */
  const replaced = new Set<string>();
  let running = false;
  let stopped = false;

  async function run(): Promise<void> {
    running = true;
    // Goes on to those that are added meanwhile.
    for (const [keyId, one] of waiting) {
      await renew(one).catch((fault) => report(fault, null));
      waiting.delete(keyId);
    }
    running = false;
  }

  async function renew({ key, lineage, renewal }: Waiting): Promise<void> {
    // A full disk would not take what comes of it.
    if (!store.ready()) return;
    const to = await vault.renew(renewal);
    if (stopped) return;
    const now = clock.now();
    // Where this conflicts somebody else has renewed the key, or revoked it, and there is nothing left to do.
    const committed = await store.commit(entryOf({ key, lineage }, to, now), now);
    if (committed === 'full') return;
    replaced.add(nameOf(key));
    if (replaced.size > bound) replaced.delete(replaced.values().next().value!);
  }

  return {
    offer(secret, { key, lineage }) {
      if (stopped || waiting.size >= bound || waiting.has(key.id) || replaced.has(nameOf(key))) return;
      const renewal = vault.renewalOf(secret, key);
      if (!renewal) return;
      waiting.set(key.id, { key, lineage, renewal });
      if (!running) void run();
    },
    stop() {
      stopped = true;
      waiting.clear();
    },
  };
}

const nameOf = ({ id, hash }: KeyAndLineage['key']) => `${id} ${hash}`;

function entryOf({ key, lineage }: KeyAndLineage, to: StoredSecret, now: number): Entry {
  const shown = ({ hash, pepperVersion }: StoredSecret) => ({
    pepperVersion,
    workFactor: workFactorOf(hash),
  });
  return {
    event: systemEvent({
      at: now,
      brokerageId: lineage.brokerageId,
      target: key.id,
      changes: [{ target: key.id, before: shown(key), after: shown(to) }],
    }),
    rehash: { keyId: key.id, from: key.hash, to },
  };
}
