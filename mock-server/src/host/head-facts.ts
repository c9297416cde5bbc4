import type { HeadFacts } from '../checks/head.ts';
import { holdsKey } from '../keys/in-text.ts';
import type { Arrival } from './arrival.ts';
import type { World } from './world.ts';

/** What the head checks are asked about, of this request. */
export function headFacts(arrival: Arrival, world: Pick<World, 'profile'>): HeadFacts {
  const { head } = arrival;
  return {
    method: arrival.method,
    profile: world.profile,
    host: head.host === null ? null : hostOf(head.host),
    origin: head.origin,
    peerAddress: arrival.peerAddress,
    encrypted: arrival.encrypted,
    keyed: false,
    presentedKeys: head.apiKeys,
    keyInUrl: holdsKey(arrival.target),
    keyInHeader: head.keyInHeader,
  };
}

/** Host without its port; two `Host` headers stand joined by a comma and so name no host. */
function hostOf(value: string): string {
  return value.toLowerCase().replace(/:\d{1,5}$/, '');
}
