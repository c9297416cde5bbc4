import { describe, expect, it } from 'vitest';
import { event, open } from '../opened.ts';
import { agendaRow, insert } from '../rows.ts';
import type { CreateStore } from '../store-contract.ts';

export function dueContract(create: CreateStore): void {
  describe('the agenda', () => {
    it('gives what is due, earliest first and then by id, and tells when the next is', async () => {
      const { store, put } = await open(create);
      expect(store.agenda.next()).toBeNull();
      const rows = [agendaRow('b', 2000), agendaRow('c', 1000), agendaRow('a', 2000), agendaRow('d', 2001)];
      await put(...insert('agenda', ...rows));
      expect(store.agenda.due(2000, 10)).toEqual([rows[1], rows[2], rows[0]]);
      expect(store.agenda.due(9000, 2).map(({ id }) => id)).toEqual(['c', 'a']);
      expect(store.agenda.due(999, 10)).toEqual([]);
      expect(store.agenda.next()).toBe(1000);
    });

    it('lets an entry be done once', async () => {
      const { store, put, commit } = await open(create);
      await put(...insert('agenda', agendaRow('due_1', 1000)));
      const done = { event: event(), done: ['due_1'] };
      expect(await commit({ event: event() }, done, done)).toEqual([
        { sequence: 2 },
        { sequence: 3 },
        'conflict',
      ]);
      expect(store.agenda.next()).toBeNull();
    });
  });
}
