import { describe, expect, it } from 'vitest';
import type { Entry, Store } from '../../../mock-server/src/store/port.ts';
import type { Put } from '../../../mock-server/src/store/rows.ts';
import { event, open } from '../opened.ts';
import { brokerage, key, lineage, replace } from '../rows.ts';
import type { CreateStore } from '../store-contract.ts';
import { people, twoBrokerages } from '../two-brokerages.ts';

/** What ends a key's standing, by the row it is written to. */
const endings: Record<string, Put> = {
  key: replace('keys', key('key_a', 'lin_a', { revokedAt: 4000 })),
  lineage: replace('lineages', lineage('lin_a', people.brokerA, { suspendedAt: 4000 })),
  owner: replace('users', { ...people.brokerA, deactivatedAt: 4000 }),
  brokerage: replace('brokerages', brokerage('brk_a', { closedAt: 4000 })),
};

function relying(store: Store): Entry {
  const { revision, epoch } = store.credentials.read('key_a')!;
  return { event: event({ outcome: 'allowed' }), relies: [{ keyId: 'key_a', revision, epoch }] };
}

export function reliesContract(create: CreateStore): void {
  describe('what an entry relies on', () => {
    it.each(Object.entries(endings))('is seen to have changed: %s', async (_, ending) => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      const entry = relying(store);
      await put(ending);
      expect(await commit(entry)).toEqual(['conflict']);
      expect(await commit(relying(store))).toEqual([{ sequence: 3 }]);
    });

    it.each(Object.entries(endings))('is seen to have changed within one batch: %s', async (_, ending) => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      const entry = relying(store);
      // The first goes alone and the others queue behind it, into one batch.
      const committed = await commit(
        { event: event() },
        entry,
        { event: event(), puts: [ending] },
        entry,
        entry,
      );
      expect(committed).toEqual([{ sequence: 2 }, { sequence: 3 }, { sequence: 4 }, 'conflict', 'conflict']);
    });

    it('still stands where only others changed', async () => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      const entry = relying(store);
      await put(replace('keys', key('key_b', 'lin_b', { revokedAt: 4000 })));
      expect(await commit(entry)).toEqual([{ sequence: 3 }]);
    });

    it('shows in the record: revision and epoch grow with a change, and a change that conflicts moves neither', async () => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      const before = store.credentials.read('key_a')!;
      await commit({ event: event(), puts: [endings.key!, replace('keys', key('key_none', 'lin_a'))] });
      expect(store.credentials.read('key_a')).toEqual(before);
      await put(endings.brokerage!);
      expect(store.credentials.read('key_a')).toEqual({
        ...before,
        brokerageClosedAt: 4000,
        revision: before.revision + 1,
        epoch: before.epoch + 1,
      });
      expect(store.credentials.read('key_none')).toBeUndefined();
    });

    it('may be a row that is read only, or that is not there', async () => {
      const { store, put, commit } = await open(create);
      const firstRule: Put = { table: 'rules', row: { id: 'last_admin', revision: 1 }, from: 0 };
      const reading = (revision: number): Entry => ({
        event: event(),
        reads: [{ table: 'rules', id: 'last_admin', revision }],
      });
      expect(await commit(reading(0), reading(1))).toEqual([{ sequence: 1 }, 'conflict']);
      await put(firstRule);
      expect(await commit(reading(0), reading(1))).toEqual(['conflict', { sequence: 3 }]);
      expect(await commit({ event: event(), puts: [firstRule] })).toEqual(['conflict']);
      expect(store.tenant.rule(undefined as never, 'last_admin')).toBe(1);
    });
  });
}
