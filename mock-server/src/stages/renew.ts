import type { World } from '../host/world.ts';
import type { Outcome } from './outcome.ts';

/** Has what is stored of a key that was found fit for use brought up to date, behind the answer. */
export function renew({ renewals }: Pick<World, 'renewals'>, { received, identity, vetted }: Outcome): void {
  if (received && identity && vetted) renewals.offer(received.apiKey, identity.record);
}
