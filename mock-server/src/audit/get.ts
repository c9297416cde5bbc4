import type { Grant } from '../access/grant.ts';
import type { Refusal } from '../checks/refusal.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { Log, StoredEvent } from '../store/port.ts';

export async function auditEventsGet(
  { grant, path }: Asked<'auditEvents.get'>,
  { store }: Pick<Ports, 'store'>,
): Promise<Result<never> | Refusal> {
  const event = await eventById(grant, path.eventId, store.log);
  return event
    ? { body: { json: event.text }, about: { target: path.eventId, brokerageId: null } }
    : notFound(path.eventId);
}

/** The event of an id: `evt_` and its sequence. */
export async function eventById(grant: Grant, eventId: string, log: Log): Promise<StoredEvent | undefined> {
  const sequence = /^evt_([1-9]\d{0,14})$/.exec(eventId)?.[1];
  return sequence === undefined ? undefined : log.event(grant, Number(sequence));
}
