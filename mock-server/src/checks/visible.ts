import type { Check } from './check.ts';

export interface VisibleFacts {
  /** The id that was asked for. */
  readonly target: string;
  /** Whether a record of it lies within the grant's reach. */
  readonly found: boolean;
}

export const visible: readonly Check<VisibleFacts>[] = [
  {
    name: 'visible',
    code: 'not_found',
    fails: ({ target, found }) => (found ? undefined : { target }),
  },
];
