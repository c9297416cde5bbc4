import type { Refusal } from '../checks/refusal.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';

export async function auditEventsGet(
  { grant, path }: Asked<'auditEvents.get'>,
  { store }: Pick<Ports, 'store'>,
): Promise<Result<never> | Refusal> {
  const sequence = /^evt_([1-9]\d{0,14})$/.exec(path.eventId)?.[1];
  const event = sequence === undefined ? undefined : await store.log.event(grant, Number(sequence));
  return event
    ? { body: { json: event.text }, about: { target: path.eventId, brokerageId: null } }
    : notFound(path.eventId);
}
