import { createHash } from 'node:crypto';
import type { Refusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import type { Body } from '../wire/read-body.ts';

/** That a request is to be carried out once: its Idempotency-Key, and what makes another the same request. */
export interface Once {
  readonly value: string;
  /** SHA-256 of method, target as sent, `If-Match` and body. */
  readonly hash: string;
}

/** What makes a request one that is carried out once; undefined where it bears no Idempotency-Key. */
export function onceOf({ method, target, head }: Arrival, body: Body): Once | Refusal | undefined {
  const value = head.idempotencyKey;
  if (value === null) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(value)) {
    const saw = { length: value.length };
    return { refused: 'idempotency_key_invalid', check: { name: 'idempotency_key', saw } };
  }
  const hash = createHash('sha256')
    .update(`${method} ${target}\n${head.ifMatch ?? ''}\n`)
    .update(body.bytes);
  return { value, hash: hash.digest('hex') };
}
