import type { Refusal } from '../checks/refusal.ts';
import type { IdempotencyRecord } from '../store/port.ts';

/** A request that was carried out before; with a refusal where its answer showed what is shown once. */
export interface Repeated {
  readonly kind: 'repeated';
  readonly record: IdempotencyRecord;
  readonly refusal?: Refusal;
}

/** What a record answers to this request: its own answer, or that it belongs to another request. */
export function repeat(record: IdempotencyRecord, hash: string): Repeated | Refusal {
  const check = { name: 'idempotency_key', saw: { firstRequestId: record.requestId } };
  if (record.hash !== hash) return { refused: 'idempotency_mismatch', check };
  if (record.body !== null) return { kind: 'repeated', record };
  const members = record.target ? { members: { keyId: record.target } } : {};
  return { kind: 'repeated', record, refusal: { refused: 'secret_not_replayable', check, ...members } };
}
