import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Committed, Entry, Page, PageAsked, Store, Use } from '../../mock-server/src/store/port.ts';
import type { Put } from '../../mock-server/src/store/rows.ts';
import type { MachineClock } from '../../mock-server/src/time/clocks.ts';
import { createManualMachineClock, type ManualMachineClock } from '../support/manual-machine-clock.ts';

/** A store under test with the machine time it runs on. */
export interface Opened<S extends Store = Store> {
  readonly store: S;
  readonly machine: ManualMachineClock;
  /** Commits all at once, in this order, at world time 5000 unless said. */
  commit(...entries: readonly Entry[]): Promise<Committed[]>;
  /** Commits one entry with these puts, which must succeed. */
  put(...puts: readonly Put[]): Promise<number>;
}

export async function open<S extends Store>(
  create: (machine: MachineClock) => S | Promise<S>,
): Promise<Opened<S>> {
  const machine = createManualMachineClock();
  const store = await create(machine);
  const commit = (...entries: readonly Entry[]) =>
    patiently(machine, Promise.all(entries.map((entry) => store.commit(entry, 5000))));
  return {
    store,
    machine,
    commit,
    async put(...puts) {
      const [committed] = await commit({ event: event(), puts });
      expect(committed).toMatchObject({ sequence: expect.any(Number) });
      return (committed as { sequence: number }).sequence;
    },
  };
}

/** Lets machine time pass until the promise has settled. */
export async function patiently<R>(machine: ManualMachineClock, promise: Promise<R>): Promise<R> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  while (!settled) {
    machine.advance(1);
    await nextTurn();
  }
  return promise;
}

/** The text of an event as an entry carries it. */
export const event = ({ at = 5000, ...members }: Record<string, unknown> & { at?: number } = {}) =>
  JSON.stringify({ at: new Date(at).toISOString(), ...members }).slice(1);

/** An entry that is a use of a key. */
export function useAt(keyId: string, at: number, told: Partial<Use> = {}): Entry {
  const { operationId = 'whoami.get', outcome = 'allowed', network = '192.0.2.7' } = told;
  const client = { network, address: network };
  return {
    event: event({ at, actor: { type: 'key', keyId }, client, operationId, outcome }),
    uses: { keyId, at, operationId, outcome, network },
  };
}

/** All rows of a list, page by page. */
export function everyPage<R>(read: (page: PageAsked) => Page<R>, limit: number): R[] {
  const rows: R[] = [];
  let after: PageAsked['after'] = null;
  do {
    const page: Page<R> = read({ limit, after });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}
