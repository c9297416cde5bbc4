import type { Grant } from '../access/grant.ts';
import { eventById } from '../audit/get.ts';
import type { Ports } from '../operations/operation.ts';
import { requestEvent } from './get.ts';
import type { Trial } from './trial.ts';

type Reads = Pick<Ports['store'], 'tenant' | 'log'>;

/** By the parameter of a path: the same reads as those of the operations themselves. */
const readers: Readonly<Record<string, (grant: Grant, id: string, reads: Reads) => unknown>> = {
  keyId: (grant, id, { tenant }) => tenant.key(grant, id),
  brokerageId: (grant, id, { tenant }) => tenant.brokerage(grant, id),
  userId: (grant, id, { tenant }) => tenant.user(grant, id),
  listingKey: (grant, id, { tenant }) => tenant.property(grant, id),
  leadId: (grant, id, { tenant }) => tenant.lead(grant, id),
  eventId: (grant, id, { log }) => eventById(grant, id, log),
  requestId: (grant, id, { log }) => requestEvent(grant, id, log),
};

/** Whether the record lies within the grant's reach. */
export async function isVisible(
  { parameter, id }: NonNullable<Trial['record']>,
  grant: Grant,
  reads: Reads,
): Promise<boolean> {
  const read = readers[parameter];
  if (!read) throw new Error(`Nothing is known of a ${parameter}.`);
  return (await read(grant, id, reads)) !== undefined;
}
