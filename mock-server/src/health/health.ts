import type { OperationId } from '@homestar/sdk/internal';
import type { Refusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import type { Result } from '../operations/operation.ts';

/** Live: the process answers. Ready: it takes requests, that is, its store can write and it is not stopping. */
export function answerHealth(operation: OperationId, arrival: Arrival, world: World): Result | Refusal {
  if (operation === 'health.live') return { body: { status: 'live' } };
  const saw = { stopping: arrival.draining, storeReady: world.store.ready() };
  return saw.storeReady && !saw.stopping
    ? { body: { status: 'ready' } }
    : { refused: 'not_ready', check: { name: 'ready', saw }, retryAfterMs: 1000 };
}
