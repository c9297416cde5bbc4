import { problems } from '@homestar/sdk/internal';
import type { Arrival } from '../host/arrival.ts';
import { bodyText } from '../operations/body-text.ts';
import { problemText } from '../problems/problem-text.ts';
import type { Outcome } from '../stages/outcome.ts';
import type { Entry } from '../store/port.ts';

const lifetimeMs = 24 * 3600 * 1000;

type Kept = NonNullable<Entry['idempotency']>;

/** What a repetition will be answered with: an answer, or a refusal that repeating cannot change. */
export function idempotencyRecord(arrival: Arrival, outcome: Outcome, now: number): Kept | undefined {
  const { received, grant, handled } = outcome;
  if (!received || !grant || !handled || handled.kind === 'repeated' || !handled.once) return undefined;
  const { operation } = received;
  const own = {
    lineageId: grant.principal.lineageId,
    operationId: operation.id,
    ...handled.once,
    requestId: arrival.requestId,
    expiresAt: now + lifetimeMs,
  };
  if (handled.kind === 'refused') {
    const { status, retry } = problems[handled.refusal.refused];
    if (retry !== 'never' || status >= 500) return undefined;
    const body = problemText(handled.refusal, arrival.requestId);
    return { ...own, target: null, status, headers: '{}', body };
  }
  const { etag, location, about, body } = handled.result;
  return {
    ...own,
    target: about?.target ?? null,
    status: operation.status,
    headers: JSON.stringify({ ...(etag && { ETag: etag }), ...(location && { Location: location }) }),
    body: operation.sensitive.length > 0 ? null : bodyText(body),
  };
}
