import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { event, open, patiently } from '../opened.ts';
import { agendaRow, brokerage, insert, replace, schedule } from '../rows.ts';
import type { CreateStore } from '../store-contract.ts';
import { grants } from '../two-brokerages.ts';

export function commitContract(create: CreateStore): void {
  describe('commit', () => {
    it('numbers what was applied without gaps, in the order of the calls, whatever conflicts in between', async () => {
      const rounds = fc.array(fc.array(fc.boolean(), { maxLength: 12 }), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(rounds, async (rounds) => {
          const { store, commit } = await open(create);
          const applied: number[] = [];
          for (const [round, entries] of rounds.entries()) {
            const committed = await commit(
              ...entries.map((good, at) => ({
                event: event({ requestId: `req_${round}_${at}` }),
                puts: good ? insert('brokerages', brokerage(`brk_${round}_${at}`)) : [stale],
              })),
            );
            expect(committed.map((one) => one !== 'conflict')).toEqual(entries);
            applied.push(...committed.flatMap((one) => (typeof one === 'object' ? [one.sequence] : [])));
          }
          expect(applied).toEqual(applied.map((_, index) => index + 1));
          const { rows } = await store.log.events(grants.all, { order: 'asc' }, { limit: 100, after: null });
          expect(rows.map(({ sequence }) => sequence)).toEqual(applied);
          await store.close();
        }),
        { numRuns: 20 },
      );
    });

    it('counts the revision up itself, from whichever the put comes', async () => {
      const { store, put } = await open(create);
      await put(...insert('brokerages', brokerage('brk_a')));
      await put(replace('brokerages', brokerage('brk_a', { name: 'Renamed' })));
      expect(store.tenant.brokerage(grants.all, 'brk_a')).toEqual(
        brokerage('brk_a', { name: 'Renamed', revision: 2 }),
      );
    });

    it('answers conflict to an insert of what is there, an update of what is not and an update from another revision', async () => {
      const { put, commit } = await open(create);
      await put(...insert('brokerages', brokerage('brk_a')));
      const refused = [
        ...insert('brokerages', brokerage('brk_a')),
        replace('brokerages', brokerage('brk_b')),
        replace('brokerages', brokerage('brk_a', { revision: 2 })),
      ];
      expect(await commit(...refused.map((one) => ({ event: event(), puts: [one] })))).toEqual(
        refused.map(() => 'conflict'),
      );
    });

    it('applies nothing of an entry that conflicts', async () => {
      const { store, put, commit } = await open(create);
      await put(...insert('brokerages', brokerage('brk_a')));
      await commit({ event: event(), schedules: [schedule(agendaRow('due_1', 9000))] });
      const before = { due: store.agenda.due(9999, 10), epoch: epochOf(store) };

      const [committed] = await commit({
        event: event({ requestId: 'req_lost' }),
        puts: [...insert('brokerages', brokerage('brk_new')), replace('brokerages', brokerage('brk_a'))],
        schedules: [schedule(agendaRow('due_2', 8000))],
        done: ['due_1', 'due_that_is_gone'],
      });

      expect(committed).toBe('conflict');
      expect(store.tenant.brokerage(grants.all, 'brk_new')).toBeUndefined();
      expect(store.tenant.brokerage(grants.all, 'brk_a')).toEqual(brokerage('brk_a'));
      expect({ due: store.agenda.due(9999, 10), epoch: epochOf(store) }).toEqual(before);
      const page = await store.log.events(grants.all, { order: 'asc' }, { limit: 10, after: null });
      expect(page.rows.map(({ sequence }) => sequence)).toEqual([1, 2]);
    });

    it('rejects the entry alone whose row lacks what it must have, and applies its neighbours', async () => {
      const { store, machine } = await open(create);
      const orphan = { ...brokerage('brk_x'), name: null as unknown as string };
      const all = Promise.allSettled(
        [brokerage('brk_a'), orphan, brokerage('brk_b')].map((row) =>
          store.commit({ event: event(), puts: insert('brokerages', row) }, 5000),
        ),
      );
      const outcomes = await patiently(machine, all);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(outcomes[2]).toMatchObject({ value: { sequence: 2 } });
    });

    it('writes what was queued before it closes, and refuses what comes after', async () => {
      const { store } = await open(create);
      const queued = [1, 2, 3].map(() => store.commit({ event: event() }, 5000));
      await store.close();
      expect(await Promise.all(queued)).toEqual([{ sequence: 1 }, { sequence: 2 }, { sequence: 3 }]);
      expect(store.ready()).toBe(false);
      await expect(store.commit({ event: event() }, 5000)).rejects.toThrow();
    });
  });
}

const stale = replace('brokerages', brokerage('brk_never', { revision: 7 }));

const epochOf = (store: { credentials: { read(id: string): { epoch: number } | undefined } }) =>
  store.credentials.read('key_a')?.epoch;
