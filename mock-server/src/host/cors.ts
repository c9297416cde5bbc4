import { firstFailure } from '../checks/check.ts';
import { isLocalOrigin, localOnly } from '../checks/head.ts';
import { problemReply } from '../problems/problem-reply.ts';
import { stamp } from '../wire/stamp.ts';
import type { Arrival } from './arrival.ts';
import type { Reply } from './call.ts';
import { headFacts } from './head-facts.ts';
import type { World } from './world.ts';

const exposed =
  'Request-Id, RateLimit, RateLimit-Policy, Retry-After, ETag, Location, Api-Key-Lineage, Api-Key-Expires, Api-Key-Successor, X-Mock-Clock';
const taken = 'X-API-Key, Content-Type, If-Match, Idempotency-Key, Request-Id, X-Mock-Client-IP';

/** Whether this is a browser asking what it may send (the Fetch standard's CORS preflight). */
export function isPreflight({ method, head }: Arrival): boolean {
  return method === 'OPTIONS' && head.origin !== null;
}

/** What a page may send, if it is of this machine. */
export function answerPreflight(arrival: Arrival, world: World): Reply {
  const now = world.clock.now();
  const foreign = firstFailure(localOnly, headFacts(arrival, world));
  if (foreign) return stamp(problemReply(foreign, arrival.requestId), arrival.requestId, now);
  const headers = ['Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE'];
  headers.push('Access-Control-Allow-Headers', taken, 'Access-Control-Max-Age', '600');
  return allowOrigin(stamp({ status: 204, headers, body: '' }, arrival.requestId, now), arrival);
}

/** Lets a page on this machine read the answer; the origin stands as it was sent, so `Vary` names it too. */
export function allowOrigin(reply: Reply, { head }: Arrival): Reply {
  reply.headers.push('Vary', 'Origin');
  if (head.origin !== null && isLocalOrigin(head.origin)) {
    reply.headers.push('Access-Control-Allow-Origin', head.origin, 'Access-Control-Expose-Headers', exposed);
  }
  return reply;
}
