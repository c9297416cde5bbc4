import { formatRateLimit, formatRateLimitPolicy } from '@homestar/sdk/internal';
import type { Allowance } from './port.ts';

/**
 * `RateLimit` (what is left, and in how many whole seconds more comes back) and `RateLimit-Policy` (quota and
 * window), as name, value, …; nothing where nothing was charged.
 */
export function rateLimitHeaders(allowances: readonly Allowance[]): string[] {
  if (allowances.length === 0) return [];
  const states = allowances.map(({ policy, remaining, resetMs }) => ({
    policy,
    remaining,
    resetSeconds: Math.ceil(resetMs / 1000),
  }));
  const quotas = allowances.map(({ policy, quota, windowMs }) => ({
    policy,
    quota,
    windowSeconds: windowMs / 1000,
  }));
  return ['RateLimit', formatRateLimit(states), 'RateLimit-Policy', formatRateLimitPolicy(quotas)];
}
