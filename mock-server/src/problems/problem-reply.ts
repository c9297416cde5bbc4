import { problems } from '@homestar/sdk/internal';
import type { Refusal } from '../checks/refusal.ts';
import type { Reply } from '../host/call.ts';
import { problemText, retryAfterSeconds } from './problem-text.ts';

/** After these the rest of the body is still on its way, and nothing more can be read from the connection. */
const bodyUnread = new Set(['body_too_large', 'body_timeout', 'content_encoding_not_supported']);

/** A refusal as a reply; what every reply carries is added by who sends it. */
export function problemReply(refusal: Refusal, requestId: string): Reply {
  const { status } = problems[refusal.refused];
  const headers = [
    'Content-Type',
    'application/problem+json',
    'Cache-Control',
    'no-store',
    ...(refusal.headers ?? []),
  ];
  if (status === 401) headers.push('WWW-Authenticate', challenge(refusal));
  if (refusal.retryAfterMs !== undefined)
    headers.push('Retry-After', String(retryAfterSeconds(refusal.retryAfterMs)));
  const body = problemText(refusal, requestId);
  return bodyUnread.has(refusal.refused)
    ? { status, headers, body, wire: { close: true } }
    : { status, headers, body };
}

/** `error="invalid_key"` says: this key will not do, another might. A missing key is no such fault. */
function challenge({ refused }: Refusal): string {
  const scheme = 'ApiKey realm="homestar"';
  return 'key' in problems[refused] ? `${scheme}, error="invalid_key"` : scheme;
}
