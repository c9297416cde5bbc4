import type { ProblemCode } from '@homestar/sdk/internal';
import type { Refusal } from './refusal.ts';

/**
 * One pure question asked of gathered facts. `fails` answers with what it looked at, or nothing where the check
 * is passed. What it looked at goes into the log and must never hold a secret.
 */
export interface Check<Facts> {
  readonly name: string;
  readonly code: ProblemCode;
  fails(facts: Facts): object | undefined;
  /** What was wrong this time, for the caller; only where it may be told. */
  detail?(facts: Facts): string;
}

/** Asks in order and stops at the first that fails. */
export function firstFailure<Facts>(checks: readonly Check<Facts>[], facts: Facts): Refusal | undefined {
  for (const check of checks) {
    const saw = check.fails(facts);
    if (!saw) continue;
    const detail = check.detail?.(facts);
    return { refused: check.code, check: { name: check.name, saw }, ...(detail && { detail }) };
  }
  return undefined;
}
