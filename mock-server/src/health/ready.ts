import type { Refusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import type { Result } from '../operations/operation.ts';

/** It takes requests: its store can write, and it is not stopping. */
export function healthReady({ draining }: Arrival, { store }: Pick<World, 'store'>): Result | Refusal {
  const saw = { stopping: draining, storeReady: store.ready() };
  if (saw.storeReady && !saw.stopping) return { body: { status: 'ready' } };
  return { refused: 'not_ready', check: { name: 'ready', saw }, retryAfterMs: 1000 };
}
