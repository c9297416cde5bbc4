import { problems } from '@homestar/sdk/internal';
import type { Arrival } from '../host/arrival.ts';
import { problemText } from '../problems/problem-text.ts';
import type { Entry } from '../store/port.ts';
import { bodyText } from './body-text.ts';
import type { Outcome } from './outcome.ts';

const lifetimeMs = 24 * 3600 * 1000;

/** What a repetition will be answered with: an answer, or a refusal that repeating cannot change. */
export function recordOf(arrival: Arrival, outcome: Outcome, now: number): Entry['idempotency'] | undefined {
  const { received, grant, handled } = outcome;
  if (!received || !grant || !handled?.idempotency || handled.replay) return undefined;
  const { result, refusal } = handled;
  if (refusal && (problems[refusal.refused].retry !== 'never' || problems[refusal.refused].status >= 500))
    return undefined;
  const own = {
    lineageId: grant.principal.lineageId,
    operationId: received.operation.id,
    ...handled.idempotency,
    requestId: arrival.requestId,
    target: result?.target ?? null,
    expiresAt: now + lifetimeMs,
  };
  if (refusal) {
    return {
      ...own,
      status: problems[refusal.refused].status,
      headers: '{}',
      body: problemText(refusal, arrival.requestId),
    };
  }
  if (!result) return undefined;
  const { etag, location } = result;
  const headers = JSON.stringify({ ...(etag && { ETag: etag }), ...(location && { Location: location }) });
  const body = received.operation.sensitive.length > 0 ? null : bodyText(result.body);
  return { ...own, status: received.operation.status, headers, body };
}
