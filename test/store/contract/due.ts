import { describe, expect, it } from 'vitest';
import { event, open } from '../opened.ts';
import { agendaRow, brokerage, insert, key, lineage, replace, schedule } from '../rows.ts';
import type { CreateStore } from '../store-contract.ts';
import { people, twoBrokerages } from '../two-brokerages.ts';

export function dueContract(create: CreateStore): void {
  describe('the agenda', () => {
    it('gives what is due, earliest first and then by id, and tells when the next is', async () => {
      const { store, commit } = await open(create);
      expect(store.agenda.next()).toBeNull();
      const rows = [agendaRow('b', 2000), agendaRow('c', 1000), agendaRow('a', 2000), agendaRow('d', 2001)];
      await commit({ event: event(), schedules: [schedule(...rows)] });
      expect(store.agenda.due(2000, 10)).toEqual([rows[1], rows[2], rows[0]]);
      expect(store.agenda.due(9000, 2).map(({ id }) => id)).toEqual(['c', 'a']);
      expect(store.agenda.due(999, 10)).toEqual([]);
      expect(store.agenda.next()).toBe(1000);
    });

    it('lets an entry be done once', async () => {
      const { store, commit } = await open(create);
      await commit({ event: event(), schedules: [schedule(agendaRow('due_1', 1000))] });
      const done = { event: event(), done: ['due_1'] };
      expect(await commit({ event: event() }, done, done)).toEqual([
        { sequence: 2 },
        { sequence: 3 },
        'conflict',
      ]);
      expect(store.agenda.next()).toBeNull();
    });

    it('reads the key that an entry is about as it is now', async () => {
      const { store, put } = await open(create);
      await put(...twoBrokerages);
      await put(replace('keys', key('key_a', 'lin_a', { graceEndsAt: 7000 })));
      expect(store.agenda.key('key_a')).toEqual({
        key: key('key_a', 'lin_a', { graceEndsAt: 7000, revision: 2 }),
        lineage: lineage('lin_a', people.brokerA),
      });
      expect(store.agenda.key('key_none')).toBeUndefined();
    });
  });

  // Entries are committed at world time 5000.
  describe('a schedule', () => {
    const idsOf = ({ due }: { due(now: number, limit: number): readonly { readonly id: string }[] }) =>
      due(99_999, 100).map(({ id }) => id);

    it('stands in place of all that was to come for its subject, and of nobody else’s', async () => {
      const { store, commit } = await open(create);
      const other = { subject: 'key_b', at: 5000, rows: [agendaRow('of_b', 6000, 'key_b')] };
      await commit({
        event: event(),
        schedules: [schedule(agendaRow('old_1', 6000), agendaRow('old_2', 8000)), other],
      });
      await commit({ event: event(), schedules: [schedule(agendaRow('new', 7000))] });
      expect(idsOf(store.agenda)).toEqual(['of_b', 'new']);
      await commit({ event: event(), schedules: [schedule()] });
      expect(idsOf(store.agenda)).toEqual(['of_b']);
    });

    it('leaves what has fallen due already and is not done, to the millisecond', async () => {
      const { store, commit } = await open(create);
      const rows = [agendaRow('past', 4999), agendaRow('now', 5000), agendaRow('next', 5001)];
      await commit({ event: event(), schedules: [schedule(...rows)] });
      await commit({ event: event(), schedules: [schedule()] });
      expect(idsOf(store.agenda)).toEqual(['past', 'now']);
    });

    it('may hold again what stands already, once', async () => {
      const { store, commit } = await open(create);
      const told = {
        event: event(),
        schedules: [schedule(agendaRow('told', 5000), agendaRow('later', 6000))],
      };
      expect(await commit(told, told)).toEqual([{ sequence: 1 }, { sequence: 2 }]);
      expect(idsOf(store.agenda)).toEqual(['told', 'later']);
    });

    it('goes with an entry that is done, which does not come again', async () => {
      const { store, commit } = await open(create);
      await commit({
        event: event(),
        schedules: [schedule(agendaRow('due', 5000), agendaRow('later', 6000))],
      });
      await commit({ event: event(), done: ['due'], schedules: [schedule(agendaRow('after', 7000))] });
      expect(idsOf(store.agenda)).toEqual(['after']);
    });

    it('conflicts where something has fallen due since it was drawn up: it may have happened already', async () => {
      const { store, commit } = await open(create);
      const late = { ...schedule(agendaRow('due', 5000), agendaRow('later', 6000)), at: 4999 };
      expect(await commit({ event: event(), schedules: [late] })).toEqual(['conflict']);
      expect(idsOf(store.agenda)).toEqual([]);
    });

    it('of two for one subject in an entry the second holds', async () => {
      const { store, commit } = await open(create);
      const both = [schedule(agendaRow('first', 6000)), schedule(agendaRow('second', 7000))];
      await commit({ event: event(), schedules: both });
      expect(idsOf(store.agenda)).toEqual(['second']);
    });

    it.each([
      ['a put that comes too late', { puts: [replace('brokerages', brokerage('brk_a', { revision: 9 }))] }],
      ['a read that has changed', { reads: [{ table: 'brokerages', id: 'brk_a', revision: 9 }] }],
      ['an entry that is gone', { done: ['gone'] }],
    ] as const)('is not applied with %s', async (_, refused) => {
      const { store, put, commit } = await open(create);
      await put(...insert('brokerages', brokerage('brk_a')));
      await commit({ event: event(), schedules: [schedule(agendaRow('old', 6000))] });
      const replaced = { event: event(), schedules: [schedule(agendaRow('new', 7000))] };
      expect(await commit({ ...replaced, ...refused })).toEqual(['conflict']);
      expect(idsOf(store.agenda)).toEqual(['old']);
    });
  });
}
