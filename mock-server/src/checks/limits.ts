import type { Charge } from '../limits/port.ts';
import type { Check } from './check.ts';

export interface LimitFacts {
  /** An allowance that does not hold the cost, with what is left of it; null where all do. */
  readonly exhausted:
    | (Pick<Charge, 'policy' | 'quota' | 'windowMs' | 'cost'> & { readonly remaining: number })
    | null;
}

type Exhausted = NonNullable<LimitFacts['exhausted']>;

export function exhaustedSaw({ policy, quota, windowMs, cost, remaining }: Exhausted) {
  return { policy, quota, windowSeconds: windowMs / 1000, requested: cost, remaining };
}

export const limits: readonly Check<LimitFacts>[] = [
  {
    name: 'limits',
    code: 'rate_limited',
    fails: ({ exhausted }) => (exhausted === null ? undefined : exhaustedSaw(exhausted)),
    detail: ({ exhausted }) =>
      exhausted === null
        ? ''
        : `The allowance "${exhausted.policy}" of ${exhausted.quota} per ${exhausted.windowMs / 1000} s is used up.`,
  },
];
