import { firstFailure } from '../checks/check.ts';
import { head, localOnly } from '../checks/head.ts';
import type { Refusal } from '../checks/refusal.ts';
import { routed } from '../checks/route.ts';
import type { Arrival } from '../host/arrival.ts';
import { headFacts } from '../host/head-facts.ts';
import type { World } from '../host/world.ts';
import type { Route } from './router.ts';

/** A head that names an operation, from where it may come, with its key in the right place. */
export interface Admitted<O> {
  readonly operation: O;
  readonly params: Readonly<Record<string, string>>;
}

/** The order in which every head is looked at, whichever table of operations it is for. */
export function admit<O extends { readonly keyed: boolean }>(
  route: (method: string, path: string) => Route<O>,
  arrival: Arrival,
  world: Pick<World, 'profile'>,
): Admitted<O> | Refusal {
  const facts = headFacts(arrival, world);
  const foreign = firstFailure(localOnly, facts);
  if (foreign) return foreign;
  const { method, path } = arrival;
  const found = route(method, path);
  if (found.kind !== 'found') {
    const refusal = firstFailure(routed, { method, path, ...found }) as Refusal;
    return found.kind === 'none' ? refusal : { ...refusal, headers: ['Allow', found.allow] };
  }
  const { operation, params } = found;
  return firstFailure(head, { ...facts, keyed: operation.keyed }) ?? { operation, params };
}
