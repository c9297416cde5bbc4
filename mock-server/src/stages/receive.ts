import { type Operation, type OperationId, operations } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { type Admitted, admit } from '../contract/admit.ts';
import { mockAddressFault } from '../contract/mock-address.ts';
import { createRouter } from '../contract/router.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';

/** A request that names an operation and brings at most one key, in the right place. */
export interface Received extends Admitted<Operation & { readonly id: OperationId }> {
  /** The presented key; empty for an operation that needs none. */
  readonly apiKey: string;
}

const route = createRouter<Received['operation']>(Object.values(operations));

/** Which operation, over which transport, with exactly one key. */
export function receive(arrival: Arrival, world: World): Received | Refusal {
  const admitted = admit(route, arrival, world);
  if (isRefusal(admitted)) return admitted;
  const unreadable = admitted.operation.keyed ? mockAddressFault(arrival, world) : undefined;
  return unreadable ?? { ...admitted, apiKey: arrival.head.apiKeys[0] ?? '' };
}
