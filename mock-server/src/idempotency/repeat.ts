import type { Refusal } from '../checks/refusal.ts';
import type { IdempotencyRecord } from '../store/port.ts';
import { openAnswer } from './sealed-answer.ts';

/** A request that was carried out before. */
export interface Repeated {
  readonly kind: 'repeated';
  /** With its body as it was first sent, unless there is a refusal: then as it is kept. */
  readonly record: IdempotencyRecord;
  /** Where the answer holds a secret, and this key was not told it or it was not kept. */
  readonly refusal?: Refusal;
}

/** Who asks: the proven key, and its secret as it was presented. */
interface Asker {
  readonly keyId: string;
  readonly apiKey: string;
}

/**
 * What a record answers to this request: its own answer, or that it belongs to another request. An answer that showed
 * a secret is told again to the key that it was told to, which alone can open it.
 *
 * @throws UnsealFailure where the kept answer is not what was kept.
 */
export function repeat(
  record: IdempotencyRecord,
  hash: string,
  { keyId, apiKey }: Asker,
): Repeated | Refusal {
  const check = { name: 'idempotency_key', saw: { firstRequestId: record.requestId } };
  if (record.hash !== hash) return { refused: 'idempotency_mismatch', check };
  const { body, sealedFor } = record;
  if (body !== null && sealedFor === null) return { kind: 'repeated', record };
  if (body !== null && sealedFor === keyId) {
    return { kind: 'repeated', record: { ...record, body: openAnswer(body, apiKey, record) } };
  }
  const made = madeBy(record);
  const members = made !== undefined && { members: { keyId: made } };
  return { kind: 'repeated', record, refusal: { refused: 'secret_not_replayable', check, ...members } };
}

/** The key that the first request made: a rotation is about the key before it. */
function madeBy({ headers }: IdempotencyRecord): string | undefined {
  const { Location: location } = JSON.parse(headers) as { Location?: string };
  return location?.split('/').at(-1);
}
