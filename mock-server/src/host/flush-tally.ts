import type { EventDraft } from '../audit/event.ts';
import { eventText } from '../audit/event-text.ts';
import type { RefusalAggregate } from '../audit/refusal-tally.ts';
import type { World } from './world.ts';

/** Writes the aggregates that are due at `now`, or all, as one event each. */
export async function flushTally(
  { tally, store, clock }: Pick<World, 'tally' | 'store' | 'clock'>,
  due: number | 'all',
): Promise<void> {
  const now = clock.now();
  await Promise.all(
    tally.flush(due).map(async (aggregate) => {
      const committed = await store.commit({ event: eventText(draftOf(aggregate, now)) }, now);
      if (typeof committed === 'object') tally.written(aggregate, committed.sequence);
    }),
  );
}

/** At the time of its writing, so that the log's times go with its sequence; the aggregate has its own. */
function draftOf(told: RefusalAggregate, now: number): EventDraft {
  const { source, brokerageId, code, status, count, firstAt, lastAt } = told;
  const ofLineage = source?.startsWith('lin_') ?? false;
  return {
    at: now,
    requestId: null,
    actor: ofLineage && source !== null ? { type: 'key', lineageId: source } : { type: 'anonymous' },
    client: source === null || ofLineage ? null : { network: source, address: source },
    ...(brokerageId !== null && { brokerageId }),
    outcome: 'refused',
    status,
    code,
    changes: [],
    aggregate: { count, firstAt, lastAt },
  };
}
