import { problems } from '@homestar/sdk/internal';
import type { Arrival } from '../host/arrival.ts';
import { bodyText } from '../operations/body-text.ts';
import { problemText } from '../problems/problem-text.ts';
import type { Outcome } from '../stages/outcome.ts';
import type { Entry } from '../store/port.ts';
import type { Random } from '../time/random.ts';
import { sealAnswer } from './sealed-answer.ts';

const lifetimeMs = 24 * 3600 * 1000;

type Kept = NonNullable<Entry['idempotency']>;

/** What a repetition will be answered with: an answer, or a refusal that repeating cannot change. */
export function idempotencyRecord(
  arrival: Arrival,
  outcome: Outcome,
  now: number,
  random: Random,
): Kept | undefined {
  const { received, grant, handled } = outcome;
  if (!received || !grant || !handled || handled.kind === 'repeated' || !handled.once) return undefined;
  const { operation, apiKey } = received;
  const { lineageId, keyId } = grant.principal;
  const request = { lineageId, operationId: operation.id, ...handled.once };
  const own = { ...request, requestId: arrival.requestId, expiresAt: now + lifetimeMs };
  if (handled.kind === 'refused') {
    const { status, retry } = problems[handled.refusal.refused];
    if (retry !== 'never' || status >= 500) return undefined;
    const body = problemText(handled.refusal, arrival.requestId);
    return { ...own, target: null, status, headers: '{}', body, sealedFor: null };
  }
  const { etag, location, about } = handled.result;
  const headers = JSON.stringify({ ...(etag && { ETag: etag }), ...(location && { Location: location }) });
  const answer = { ...own, target: about?.target ?? null, status: operation.status, headers };
  const body = bodyText(handled.result.body);
  return operation.sensitive.length === 0
    ? { ...answer, body, sealedFor: null }
    : { ...answer, body: sealAnswer(body, apiKey, request, random), sealedFor: keyId };
}
