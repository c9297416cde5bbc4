import { createHash } from 'node:crypto';
import type { Arrival } from '../host/arrival.ts';
import type { Body } from '../wire/read-body.ts';

/** What makes two requests the same request: method, target as sent, `If-Match`, body. */
export function requestHash(arrival: Arrival, body: Body): string {
  return createHash('sha256')
    .update(`${arrival.method} ${arrival.target}\n${arrival.head.ifMatch ?? ''}\n`)
    .update(body.bytes)
    .digest('hex');
}
