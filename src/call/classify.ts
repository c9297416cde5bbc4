/*
 * What to do about the outcome of an attempt.
 *
 * - No connection: again. A connection that broke or an attempt that took too long: again if the
 *   call can be repeated, being read-only or carrying an idempotency key.
 * - An answer: as its status says. 408, 425, 429 and 503 say that nothing was done, so again; 500, 502
 *   and 504 say nothing, so again if the call can be repeated; others never.
 * - A problem of which the contract says otherwise: as the contract says.
 * - A 429 under a frozen mock clock: never, since no waiting would help.
 */
import { type Retry, retryOf } from '../contract/retry.ts';
import type { Core } from '../core.ts';
import type { HomeStarError } from '../errors/base.ts';
import { retryExceptions } from '../generated/retry-exceptions.ts';
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

  const told = readProblem(outcome, call.clean);
  const askedMs = parseRetryAfter(
    headerOf(outcome.headers, 'retry-after'),
    headerOf(outcome.headers, 'date'),
    core.runtime.date(),
  );
  const error = answerError(call, outcome, told, askedMs);
  return passing(call, outcome, told) ? { next: 'retry', askedMs, error } : { next: 'fail', error };
}

function mendable(call: Ongoing, { fault, sent, cause }: Fault): boolean {
  if (fault === 'connect') return !isCertificateFault(cause);
  return (fault === 'lost' || fault === 'timeout') && (!sent || repeatable(call));
}

/** Whether the problem may have passed at the next attempt. */
function passing(call: Ongoing, { status, headers }: Received, told: ToldProblem | null): boolean {
  if (status === 429 && headerOf(headers, 'x-mock-clock') === 'frozen') return false;
  const retry = exceptionOf(told) ?? retryOf(status);
  return retry === 'always' || (retry === 'repeatable' && repeatable(call));
}

function exceptionOf(told: ToldProblem | null): Retry | null {
  if (told === null || !Object.hasOwn(retryExceptions, told.code)) return null;
  return retryExceptions[told.code as keyof typeof retryExceptions];
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
