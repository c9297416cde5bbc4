import { eventText } from '../audit/event-text.ts';
import type { World } from '../host/world.ts';
import type { AgendaRow } from '../store/rows.ts';

/** Something that fell due, and happened. */
export interface Fired {
  readonly at: number;
  /** `record.change`, as the log's readers know it. */
  readonly kind: string;
  readonly target: string;
}

const atOnce = 200;
const kinds: Readonly<Record<AgendaRow['kind'], string>> = { key_expired: 'key.expired' };

/**
 * Makes happen what falls due up to `until`, in its order, each at its own time: the clock is moved along, so that
 * the log's times go with its sequence. An entry that another call has fired meanwhile is left to that one.
 */
export async function fireDue(
  { store, clock }: Pick<World, 'store' | 'clock'>,
  until: number,
): Promise<Fired[]> {
  const fired: Fired[] = [];
  for (;;) {
    const due = store.agenda.due(until, atOnce);
    // Commits stand in the log in the order of these calls, so none waits for the one before.
    const commits = due.map((entry) => {
      if (entry.dueAt > clock.now()) clock.moveTo(entry.dueAt);
      return store.commit({ event: eventOf(entry), done: [entry.id] }, entry.dueAt);
    });
    const committed = await Promise.all(commits);
    const happened = due.filter((_, index) => typeof committed[index] === 'object');
    fired.push(
      ...happened.map(({ dueAt, kind, subject }) => ({ at: dueAt, kind: kinds[kind], target: subject })),
    );
    // What a full store could not take stays due.
    if (due.length < atOnce || committed.includes('full')) return fired;
  }
}

function eventOf({ dueAt, subject, brokerageId }: AgendaRow): string {
  return eventText({
    at: dueAt,
    requestId: null,
    actor: { type: 'system' },
    client: null,
    ...(brokerageId !== null && { brokerageId }),
    target: subject,
    outcome: 'allowed',
    status: 200,
    changes: [{ target: subject, before: { expired: false }, after: { expired: true } }],
  });
}
