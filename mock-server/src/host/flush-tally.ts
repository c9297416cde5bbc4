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
    tally.flush(due).map((aggregate) => store.commit({ event: eventText(draftOf(aggregate)) }, now)),
  );
}

function draftOf({ source, code, status, count, firstAt, lastAt }: RefusalAggregate): EventDraft {
  const ofLineage = source?.startsWith('lin_') ?? false;
  return {
    at: lastAt,
    requestId: null,
    actor: ofLineage && source !== null ? { type: 'key', lineageId: source } : { type: 'anonymous' },
    client: source === null || ofLineage ? null : { network: source, address: source },
    outcome: 'refused',
    status,
    code,
    changes: [],
    aggregate: { count, firstAt, lastAt },
  };
}
