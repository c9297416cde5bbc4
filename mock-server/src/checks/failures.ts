import type { Check } from './check.ts';
import { exhaustedSaw, type LimitFacts } from './limits.ts';

/** Whether a network that sent a key which is none has sent too many of them. */
export const failures: readonly Check<LimitFacts>[] = [
  {
    name: 'network_failures',
    code: 'too_many_failures',
    fails: ({ exhausted }) => (exhausted === null ? undefined : exhaustedSaw(exhausted)),
  },
];
