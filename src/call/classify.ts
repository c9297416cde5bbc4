/*
 * What to do about the outcome of an attempt.
 *
 * - No connection: again. A connection that broke or an attempt that took too long: again if the
 *   call can be repeated, being read-only or carrying an idempotency key.
 * - A problem of the table: as its row says, never, after the wait that is told, or after one of our
 *   own. The row of 500 `internal_error` counts only where the call can be repeated.
 * - A problem the table does not know, or none: 408, 425, 429 and 503 say that nothing was done, so
 *   again; 500, 502 and 504 say nothing, so again if the call can be repeated.
 * - A 429 under a frozen mock clock: never, since no waiting would help.
 */
import type { Core } from '../core.ts';
import type { HomeStarError } from '../errors/base.ts';
import { problems } from '../generated/problems.ts';
import { parseRetryAfter } from '../headers/retry-after.ts';
import type { Fault, Outcome, Received } from '../transport/transport.ts';
import { headerOf } from './answer.ts';
import { answerError, faultError } from './failure.ts';
import { readProblem, type ToldProblem } from './problem.ts';
import type { Ongoing } from './start.ts';

export type Verdict =
  | { readonly next: 'parse'; readonly received: Received }
  | { readonly next: 'retry'; readonly askedMs: number | null; readonly error: HomeStarError }
  | { readonly next: 'fail'; readonly error: HomeStarError };

export function classify(core: Core, call: Ongoing, outcome: Outcome): Verdict {
  if ('fault' in outcome) {
    const error = faultError(core, call, outcome);
    return mendable(call, outcome) ? { next: 'retry', askedMs: null, error } : { next: 'fail', error };
  }
  if (outcome.status >= 200 && outcome.status < 300) return { next: 'parse', received: outcome };

  const told = readProblem(outcome, core.ring.clean);
  const askedMs = parseRetryAfter(
    headerOf(outcome.headers, 'retry-after'),
    headerOf(outcome.headers, 'date'),
    core.runtime.date(),
  );
  const error = answerError(core, call, outcome, told, askedMs);
  return passing(call, outcome, told) ? { next: 'retry', askedMs, error } : { next: 'fail', error };
}

function mendable(call: Ongoing, { fault, sent, cause }: Fault): boolean {
  if (fault === 'connect') return !isCertificateFault(cause);
  return (fault === 'lost' || fault === 'timeout') && (!sent || repeatable(call));
}

/** Whether the problem may have passed at the next attempt. */
function passing(call: Ongoing, { status, headers }: Received, told: ToldProblem | null): boolean {
  if (status === 429 && headerOf(headers, 'x-mock-clock') === 'frozen') return false;
  if (status === 500 && !repeatable(call)) return false;
  if (told !== null && Object.hasOwn(problems, told.code)) {
    return problems[told.code as keyof typeof problems].retry !== 'never';
  }
  if (status === 500 || status === 502 || status === 504) return repeatable(call);
  return status === 408 || status === 425 || status === 429 || status === 503;
}

function repeatable({ operation }: Ongoing): boolean {
  return operation.readOnly || operation.idempotent;
}

/** A certificate does not get better by asking again. */
function isCertificateFault(cause: unknown): boolean {
  const code = (cause as { code?: unknown } | null | undefined)?.code;
  return (
    typeof code === 'string' && /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(code)
  );
}
