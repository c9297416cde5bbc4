import type { PrincipalLimit } from '@homestar/sdk/internal';
import type { Allowance } from './port.ts';

/** An allowance as the contract shows it. */
export function showAllowance({ policy, quota, windowMs, remaining }: Allowance): PrincipalLimit {
  return { policy, quota, windowSeconds: windowMs / 1000, remaining };
}
