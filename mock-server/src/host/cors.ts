import { isLocalOrigin } from '../checks/head.ts';
import type { Arrival } from './arrival.ts';
import type { Reply } from './call.ts';

const exposed =
  'Request-Id, RateLimit, RateLimit-Policy, Retry-After, ETag, Location, Api-Key-Lineage, X-Mock-Clock';
const taken = 'X-API-Key, Content-Type, If-Match, Idempotency-Key, Request-Id, X-Mock-Client-IP';

/** Whether this is a browser asking what it may send (the Fetch standard's CORS preflight). */
export function isPreflight({ method, head }: Arrival): boolean {
  return method === 'OPTIONS' && head.origin !== null && isLocalOrigin(head.origin);
}

export function preflightReply(): Reply {
  const headers = ['Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE'];
  headers.push('Access-Control-Allow-Headers', taken, 'Access-Control-Max-Age', '600');
  return { status: 204, headers, body: '' };
}

/** Lets a page on this machine read the answer; the origin stands as it was sent, so `Vary` names it too. */
export function allowOrigin(reply: Reply, { head }: Arrival): Reply {
  reply.headers.push('Vary', 'Origin');
  if (head.origin !== null && isLocalOrigin(head.origin)) {
    reply.headers.push('Access-Control-Allow-Origin', head.origin, 'Access-Control-Expose-Headers', exposed);
  }
  return reply;
}
