import type { World } from '../host/world.ts';
import type { Agenda } from '../store/port.ts';
import type { Occasion } from '../store/rows.ts';
import { entryOf } from './entry-of.ts';

/** Something that fell due, and happened. */
export interface Fired {
  readonly at: number;
  readonly kind: Occasion;
  /** The key. */
  readonly target: string;
}

const atOnce = 200;

/**
 * Makes happen what falls due up to `until`, in its order, each at its own time: the clock is moved along, so that
 * the log's times go with its sequence. An entry that another call has fired meanwhile is left to that one; one that
 * a change has overtaken is looked at again.
 */
export async function fireDue(
  { store, clock }: Pick<World, 'store' | 'clock'>,
  until: number,
): Promise<Fired[]> {
  const fired: Fired[] = [];
  for (;;) {
    const due = store.agenda.due(until, atOnce);
    // Commits stand in the log in the order of these calls, so none waits for the one before.
    const commits = due.map((row) => {
      if (row.dueAt > clock.now()) clock.moveTo(row.dueAt);
      return store.commit(entryOf(row, aboutOf(store.agenda, row.subject)), row.dueAt);
    });
    const committed = await Promise.all(commits);
    const happened = due.filter((_, index) => typeof committed[index] === 'object');
    fired.push(...happened.map(({ dueAt, kind, subject }) => ({ at: dueAt, kind, target: subject })));
    // What a full store could not take stays due.
    if (due.length === 0 || committed.includes('full')) return fired;
  }
}

function aboutOf(agenda: Agenda, keyId: string) {
  const found = agenda.key(keyId);
  if (!found) throw new Error(`The agenda names ${keyId}, which is not there.`);
  return found;
}
