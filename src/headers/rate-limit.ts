/*
 * RateLimit-Policy and RateLimit, the fields of draft-ietf-httpapi-ratelimit-headers-11:
 *
 *   RateLimit-Policy: "lineage";q=1200;w=60, "network";q=3000;w=60
 *   RateLimit:        "lineage";r=1199;t=12, "network";r=2999;t=12
 */
import { formatInteger, formatString, type Item, parseList } from './structured-field.ts';

/** What a policy allows. */
export interface RateLimitQuota {
  readonly policy: string;
  /** Admissions per window. */
  readonly quota: number;
  readonly windowSeconds: number | null;
}

/** How much of a policy is left. */
export interface RateLimitState {
  readonly policy: string;
  readonly remaining: number;
  /** Seconds from now until allowance comes back: a duration, never a time of day. */
  readonly resetSeconds: number | null;
}

/** Writes `RateLimit-Policy`. */
export function formatRateLimitPolicy(quotas: readonly RateLimitQuota[]): string {
  return quotas
    .map(
      ({ policy, quota, windowSeconds }) =>
        formatString(policy) + part('q', quota) + part('w', windowSeconds),
    )
    .join(', ');
}

/** Writes `RateLimit`. */
export function formatRateLimit(states: readonly RateLimitState[]): string {
  return states
    .map(
      ({ policy, remaining, resetSeconds }) =>
        formatString(policy) + part('r', remaining) + part('t', resetSeconds),
    )
    .join(', ');
}

/** Reads `RateLimit-Policy`; members without a usable `q` are left out, an unreadable field is empty. */
export function parseRateLimitPolicy(field: string): RateLimitQuota[] {
  return read(field, 'q', 'w').map(([policy, quota, windowSeconds]) => ({ policy, quota, windowSeconds }));
}

/** Reads `RateLimit`; members without a usable `r` are left out, an unreadable field is empty. */
export function parseRateLimit(field: string): RateLimitState[] {
  return read(field, 'r', 't').map(([policy, remaining, resetSeconds]) => ({
    policy,
    remaining,
    resetSeconds,
  }));
}

function part(name: string, value: number | null): string {
  return value === null ? '' : `;${name}=${formatInteger(value)}`;
}

function read(field: string, needed: string, optional: string): [string, number, number | null][] {
  const found: [string, number, number | null][] = [];
  for (const item of parseList(field) ?? []) {
    const first = countOf(item, needed);
    if (item.bare.type === 'string' && first !== null) {
      found.push([item.bare.value, first, countOf(item, optional)]);
    }
  }
  return found;
}

function countOf(item: Item, name: string): number | null {
  const value = item.parameters.get(name);
  return value?.type === 'integer' && value.value >= 0 ? value.value : null;
}
