import type { ClientOperation } from './operation.ts';

/** An operation in the client's table, which is in every bundle: what follows from the rest is left out. */
export interface OperationRow {
  readonly method: ClientOperation['method'];
  readonly path: string;
  /** Left out where a key must be presented. */
  readonly keyed?: boolean;
  /** Left out where the method says it: GET alone changes nothing. */
  readonly readOnly?: boolean;
  /** Left out where whatever changes something accepts `Idempotency-Key`, and nothing else does. */
  readonly idempotent?: boolean;
  /** Left out where the answer holds no secret. */
  readonly sensitive?: readonly string[];
  /** Left out where the body holds no key. */
  readonly carriesKey?: readonly string[];
}

/** The operation of a row. */
export function operationOf(id: string, row: OperationRow): ClientOperation {
  const { method, path, keyed = true, readOnly = method === 'GET' } = row;
  const { idempotent = !readOnly, sensitive = [], carriesKey = [] } = row;
  return { id, method, path, keyed, readOnly, idempotent, sensitive, carriesKey };
}
