import { type Operation, type OperationId, operations } from '@homestar/sdk/internal';
import { firstFailure } from '../checks/check.ts';
import { head, localOnly } from '../checks/head.ts';
import type { Refusal } from '../checks/refusal.ts';
import { mockAddressFault } from '../contract/mock-address.ts';
import { createRouter } from '../contract/router.ts';
import type { Arrival } from '../host/arrival.ts';
import { headFacts } from '../host/head-facts.ts';
import type { World } from '../host/world.ts';

/** A request that names an operation and brings at most one key, in the right place. */
export interface Received {
  readonly operation: Operation & { readonly id: OperationId };
  readonly params: Readonly<Record<string, string>>;
  /** The presented key; empty for an operation that needs none. */
  readonly apiKey: string;
}

const route = createRouter<Received['operation']>(Object.values(operations));

/** Which operation, over which transport, with exactly one key. */
export function receive(arrival: Arrival, world: World): Received | Refusal {
  const facts = headFacts(arrival, world);
  const foreign = firstFailure(localOnly, facts);
  if (foreign) return foreign;
  const found = route(arrival.method, arrival.path);
  if (found.kind === 'none')
    return { refused: 'route_not_found', check: { name: 'route', saw: { path: arrival.path } } };
  if (found.kind === 'wrong_method')
    return {
      refused: 'method_not_allowed',
      check: { name: 'method', saw: { method: arrival.method, allow: found.allow } },
      headers: ['Allow', found.allow],
    };
  const misplaced = firstFailure(head, { ...facts, keyed: found.operation.keyed });
  if (misplaced) return misplaced;
  const unreadable = found.operation.keyed ? mockAddressFault(arrival, world) : undefined;
  if (unreadable) return unreadable;
  return { operation: found.operation, params: found.params, apiKey: arrival.head.apiKeys[0] ?? '' };
}
