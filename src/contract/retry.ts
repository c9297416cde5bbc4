/**
 * Whether another attempt may get another answer:
 *
 * - `always`: nothing was done, and the reason may have passed.
 * - `repeatable`: so may it, but something may have been done, so only of a call that can be repeated.
 * - `never`: it would be answered the same.
 */
export type Retry = 'always' | 'repeatable' | 'never';

/** What the status of a failure says of another attempt. */
export function retryOf(status: number): Retry {
  if (status === 408 || status === 425 || status === 429 || status === 503) return 'always';
  return status === 500 || status === 502 || status === 504 ? 'repeatable' : 'never';
}
