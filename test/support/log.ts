import type { AuditEvent } from '@homestar/sdk/internal';
import type { World } from '../../mock-server/src/host/world.ts';
import { everything } from './planted.ts';
import type { Answer } from './send.ts';

/** The whole log in its order, as it is stored. */
export async function logOf({ store }: World): Promise<AuditEvent[]> {
  const page = { limit: 1_000_000, after: null };
  const { rows } = await store.log.events(everything, { order: 'asc' }, page);
  return rows.map(({ text }) => JSON.parse(text) as AuditEvent);
}

/** The events of one request: one, unless something is wrong or it is none that is recorded. */
export async function eventsOf(
  world: World,
  { headers }: Pick<Answer<unknown>, 'headers'>,
): Promise<AuditEvent[]> {
  const requestId = headers.get('Request-Id');
  return (await logOf(world)).filter((event) => event.requestId === requestId);
}
