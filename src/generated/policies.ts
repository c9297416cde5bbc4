// Made of openapi/ by "npm run generate". Do not edit.

import type { RateLimitPolicy } from '../contract/policy.ts';

/** Every rate-limit policy. */
export const policies = {
  lineage: {
    description: 'Requests of one key and its successors. Two keys in rotation share it.',
    scope: 'lineage',
    quota: 1200,
    quotaByRole: { agent: 600 },
    windowSeconds: 60,
  },
  network: {
    description: 'Requests from one network, an IPv4 address or an IPv6 /64.',
    scope: 'network',
    quota: 3000,
    windowSeconds: 60,
  },
  failures: {
    description:
      "Well-formed keys from one network that are none of this server's. Charged for these alone, so that a key that works\nis served whatever else comes from its network.\n",
    scope: 'network',
    quota: 60,
    windowSeconds: 60,
  },
} as const satisfies Record<string, RateLimitPolicy>;

export type PolicyName = keyof typeof policies;
