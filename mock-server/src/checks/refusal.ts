import type { ProblemCode } from '@homestar/sdk/internal';
import type { Allowance } from '../limits/port.ts';

/** A stage's "no" as a value; `throw` is kept for a system that broke. */
export interface Refusal {
  readonly refused: ProblemCode;
  /** The check that failed, with what it looked at (never a secret). */
  readonly check: { readonly name: string; readonly saw: object };
  /** What was wrong here, for the caller; the problem's title stands in where absent. */
  readonly detail?: string;
  readonly errors?: readonly InputError[];
  /** Further members of the problem, such as a policy's remainder. */
  readonly members?: Readonly<Record<string, string | number>>;
  /** Headers that belong to it: name, value, … */
  readonly headers?: readonly string[];
  readonly retryAfterMs?: number;
  /** The id of a key that was presented and not proven, for the log alone. */
  readonly claimedKeyId?: string;
  /** What is left, where that was looked at. */
  readonly allowances?: readonly Allowance[];
}

/** One fault of the input, under the JSON pointer of its place: `/body/name`, `/query/limit`. */
export interface InputError {
  readonly pointer: string;
  readonly detail: string;
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
