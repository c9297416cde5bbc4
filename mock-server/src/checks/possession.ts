import type { Check } from './check.ts';

/** What was found out about a presented key; all of it is told to nobody but the log. */
export interface PossessionFacts {
  /** Whether it has the form and the checksum of a key. */
  readonly wellFormed: boolean;
  /** How far the secret got: stopped by the filter, by bcrypt, or proven. */
  readonly proof?: 'filtered' | 'unproven' | 'proven';
}

export const format: readonly Check<PossessionFacts>[] = [
  {
    name: 'key_format',
    code: 'key_malformed',
    fails: ({ wellFormed }) => (wellFormed ? undefined : { wellFormed }),
  },
];

export const filter: readonly Check<PossessionFacts>[] = [
  {
    name: 'key_filter',
    code: 'key_unknown',
    fails: ({ proof }) => (proof === 'filtered' ? { proof } : undefined),
  },
];

export const proof: readonly Check<PossessionFacts>[] = [
  {
    name: 'key_proof',
    code: 'key_unknown',
    fails: ({ proof }) => (proof === 'unproven' ? { proof } : undefined),
  },
];

/** An unknown id, a wrong secret and another environment's key answer with one code: nothing is told apart. */
export const possession = [...filter, ...proof];
