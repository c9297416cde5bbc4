import type { OperationId, operations } from '@homestar/sdk/internal';
import type { Refusal } from '../checks/refusal.ts';
import { healthLive } from '../health/live.ts';
import { healthReady } from '../health/ready.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import type { Result } from './operation.ts';

/** The operations that need no key. */
export type Open = {
  [Id in OperationId]: (typeof operations)[Id]['keyed'] extends false ? Id : never;
}[OperationId];

/** One handler each: they are answered before there is a grant, and are no events. */
const handlers: { readonly [Id in Open]: (arrival: Arrival, world: World) => Result | Refusal } = {
  'health.live': healthLive,
  'health.ready': healthReady,
};

export function answerOpen(id: OperationId, arrival: Arrival, world: World): Result | Refusal {
  return handlers[id as Open](arrival, world);
}
