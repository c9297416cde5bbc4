import { problems } from '@homestar/sdk/internal';
import type { EventDraft } from '../audit/event.ts';
import { eventText } from '../audit/event-text.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import { idempotencyRecord } from '../idempotency/record.ts';
import type { Change } from '../operations/operation.ts';
import type { Committed, Entry, Use } from '../store/port.ts';
import type { Put } from '../store/rows.ts';
import { eventOf } from './event-of.ts';
import { type Outcome, resultOf } from './outcome.ts';

/** `counted`: an aggregate will tell of it; `unrecorded`: health checks are no events. */
export type Recorded = Committed | 'counted' | 'unrecorded';

/** Writes the event, and with it all that the request changed: the one place where a request writes. */
export async function commit(world: World, arrival: Arrival, outcome: Outcome): Promise<Recorded> {
  if (outcome.received?.operation.keyed === false) return 'unrecorded';
  const now = world.clock.now();
  if (isCounted(world, arrival, outcome, now)) return 'counted';
  return world.store.commit(entryOf(arrival, outcome, now, world), now);
}

/** A refusal before `authorize` may come from anybody and in any number, so the log bounds how many stand singly. */
function isCounted(world: World, arrival: Arrival, outcome: Outcome, now: number): boolean {
  const { refusal, identity, reservation, vetted } = outcome;
  if (!refusal || reservation || (vetted && identity?.firstUse)) return false;
  const lineage = identity?.record.lineage;
  const source = lineage?.id ?? arrival.network;
  const brokerageId = lineage?.brokerageId ?? null;
  const { status } = problems[refusal.refused];
  const { requestId } = arrival;
  return (
    world.tally.record({ requestId, source, brokerageId, code: refusal.refused, status, now }) === 'counted'
  );
}

function entryOf(arrival: Arrival, outcome: Outcome, now: number, { random }: Pick<World, 'random'>): Entry {
  const { identity, vetted } = outcome;
  const { about, change } = resultOf(outcome) ?? {};
  const { puts, schedules, changes } = writtenBy(outcome, change, now);
  const draft = eventOf(arrival, outcome, { about, changes }, now);
  const event = eventText(draft);
  if (!identity) return { event };
  const { key, revision, epoch } = identity.record;
  const decided = !outcome.fault && !outcome.refusal;
  const { reads, relies = [] } = change ?? {};
  const idempotency = decided ? idempotencyRecord(arrival, outcome, now, random) : undefined;
  return {
    event,
    // A refusal stands whatever became of the key meanwhile; what was allowed, or written, does not.
    ...((decided || puts.length > 0) && { relies: [{ keyId: key.id, revision, epoch }, ...relies] }),
    ...(puts.length > 0 && { puts, schedules }),
    ...(reads && { reads }),
    ...(idempotency && { idempotency }),
    ...(vetted && { uses: useOf(key.id, draft) }),
  };
}

function useOf(keyId: string, { at, operationId, outcome, client }: EventDraft): Use {
  return { keyId, at, operationId: operationId!, outcome, network: client!.network };
}

type Written = Required<Pick<Change, 'puts' | 'schedules' | 'changes'>>;

const nothing: Written = Object.freeze({ puts: [], schedules: [], changes: [] });

/** The key's first use counts once it was found fit, whatever followed; the change only where nothing refused it. */
function writtenBy({ identity, vetted, refusal }: Outcome, change: Change | undefined, now: number): Written {
  const { puts, schedules, changes } = change ? { ...nothing, ...change } : nothing;
  // Who was overtaken again and again would be so once more, by this, and leave no event.
  if (!vetted || !identity?.firstUse || refusal?.refused === 'contended') {
    return { puts, schedules, changes };
  }
  const first = identity.firstUse(now);
  const changed = new Set(puts.map(keyIn));
  return {
    puts: [
      ...first.puts.filter((put) => !changed.has(keyIn(put))),
      // A key whose first request changes its own row (it revokes itself) is written once, with both.
      ...puts.map((put) =>
        keyIn(put) === identity.record.key.id
          ? ({ ...put, row: { ...put.row, firstUsedAt: now } } as Put)
          : put,
      ),
    ],
    schedules: [...first.schedules, ...schedules],
    changes: [...first.changes.filter(({ target }) => !changed.has(target)), ...changes],
  };
}

function keyIn(put: Put): string | undefined {
  return put.table === 'keys' ? put.row.id : undefined;
}
