import type { Reply } from '../host/call.ts';
import { httpDate } from './http-date.ts';

/** What every reply carries, whoever it is for. */
export function stamp(reply: Reply, requestId: string, now: number): Reply {
  reply.headers.push('Request-Id', requestId, 'Date', httpDate(now), 'Vary', 'X-API-Key');
  return reply;
}
