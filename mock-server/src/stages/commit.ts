import { problems } from '@homestar/sdk/internal';
import { eventText } from '../audit/event-text.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import { idempotencyRecord } from '../idempotency/record.ts';
import type { Committed, Entry } from '../store/port.ts';
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
  return world.store.commit(entryOf(arrival, outcome, now), now);
}

/** A refusal before `authorize` may come from anybody and in any number, so the log bounds how many stand singly. */
function isCounted(world: World, arrival: Arrival, outcome: Outcome, now: number): boolean {
  const { refusal, identity, reservation, vetted } = outcome;
  if (!refusal || reservation || (vetted && identity?.firstUse)) return false;
  const lineage = identity?.record.lineage;
  const source = lineage?.id ?? arrival.network;
  const brokerageId = lineage?.brokerageId ?? null;
  const { status } = problems[refusal.refused];
  return world.tally.record({ source, brokerageId, code: refusal.refused, status, now }) === 'counted';
}

function entryOf(arrival: Arrival, outcome: Outcome, now: number): Entry {
  const { identity, vetted } = outcome;
  const event = eventText(eventOf(arrival, outcome, now));
  if (!identity) return { event };
  const { key, revision, epoch } = identity.record;
  const decided = !outcome.fault && !outcome.refusal;
  const puts = putsOf(outcome, now);
  const reads = resultOf(outcome)?.change?.reads;
  const idempotency = decided ? idempotencyRecord(arrival, outcome, now) : undefined;
  return {
    event,
    // A refusal stands whatever became of the key meanwhile; what was allowed, or written, does not.
    ...((decided || puts.length > 0) && { relies: { keyId: key.id, revision, epoch } }),
    ...(puts.length > 0 && { puts }),
    ...(reads && { reads }),
    ...(idempotency && { idempotency }),
    ...(vetted && { uses: { keyId: key.id, at: now } }),
  };
}

/** The key's first use counts once it was found fit, whatever followed; the change only where nothing refused it. */
function putsOf(outcome: Outcome, now: number): readonly Put[] {
  const { identity, vetted } = outcome;
  const puts = resultOf(outcome)?.change?.puts ?? [];
  // Who was overtaken again and again would be so once more, by this, and leave no event.
  if (!vetted || !identity?.firstUse || outcome.refusal?.refused === 'contended') return puts;
  const firstUse = identity.firstUse(now);
  const own = puts.find((put) => put.table === 'keys' && put.row.id === identity.record.key.id);
  if (!own) return [firstUse, ...puts];
  // A key whose first request changes its own row (it revokes itself) is written once, with both.
  return puts.map((put) => (put === own ? ({ ...put, row: { ...put.row, firstUsedAt: now } } as Put) : put));
}
