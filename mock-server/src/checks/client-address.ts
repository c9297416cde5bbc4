import type { Check } from './check.ts';

export interface ClientAddressFacts {
  readonly profile: 'qa' | 'strict';
  /** The address that a qa caller asked to come from; null where it named none. */
  readonly given: string | null;
  readonly readable: boolean;
}

/** Whoever names an address to come from means it: passed over, a typo would test another network than was meant. */
export const clientAddress: readonly Check<ClientAddressFacts>[] = [
  {
    name: 'client_address',
    code: 'validation_failed',
    fails: ({ profile, given, readable }) =>
      profile === 'strict' || given === null || readable ? undefined : { given },
  },
];
