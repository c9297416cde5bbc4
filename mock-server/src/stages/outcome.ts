import type { Grant } from '../access/grant.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { Reservation } from '../limits/port.ts';
import type { Result } from '../operations/operation.ts';
import type { Handled } from './handle.ts';
import type { Identity } from './identify.ts';
import type { Received } from './receive.ts';

/** What each stage returned, up to the one that decided. */
export interface Outcome {
  readonly received?: Received;
  readonly identity?: Identity;
  /** Whether the key was found fit for use, so that this request counts as one of its uses. */
  readonly vetted?: true;
  readonly reservation?: Reservation;
  readonly grant?: Grant;
  readonly handled?: Handled;
  readonly refusal?: Refusal;
  /** The answer of an operation that needs no key. */
  readonly open?: Result;
  /** What a stage threw. */
  readonly fault?: { readonly cause: unknown };
}

/** Overtaken as often as it was decided. */
export function contended(decisions: number): Refusal {
  return { refused: 'contended', check: { name: 'commit', saw: { decisions } } };
}

/** The refusal that decided, at whichever stage. */
export function refusalOf({ refusal, handled }: Outcome): Refusal | undefined {
  if (refusal || !handled || handled.kind === 'done') return refusal;
  return handled.refusal;
}

/** What the operation came to, if nothing refused it. */
export function resultOf({ refusal, fault, handled }: Outcome): Result | undefined {
  return refusal || fault || handled?.kind !== 'done' ? undefined : handled.result;
}
