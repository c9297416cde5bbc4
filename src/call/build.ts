import type { Core } from '../core.ts';
import { usageError } from '../errors/usage.ts';
import type { WireRequest } from '../transport/transport.ts';
import { VERSION } from '../version.ts';
import { bodyText } from './body.ts';
import type { Input } from './caller.ts';
import { headerValue, overlaid } from './headers.ts';
import { fillPath, queryText } from './path.ts';
import type { Ongoing } from './start.ts';

const USER_AGENT = `homestar-sdk/${VERSION} node/${globalThis.process?.versions?.node ?? 'none'}`;

/** Makes the request of a call, which all its attempts send. */
export function build(
  core: Core,
  { operation, settings, options, callId }: Ongoing,
  input: Input,
): WireRequest {
  const headers = ['accept', 'application/json', 'user-agent', USER_AGENT, 'request-id', callId];
  if (operation.idempotent) headers.push('idempotency-key', idempotencyKey(own(options, 'idempotencyKey')));
  const ifMatch = own(options, 'ifMatch');
  if (ifMatch !== undefined) headers.push('if-match', headerValue('if-match', ifMatch));
  const body = input.body === undefined ? null : bodyText(input.body);
  if (body !== null) headers.push('content-type', 'application/json');
  return {
    method: operation.method,
    path: core.base.path + fillPath(operation.path, input.path) + queryText(input.query),
    headers: overlaid(headers, settings.headers),
    body,
  };
}

function idempotencyKey(given: unknown): string {
  if (given === undefined) return crypto.randomUUID();
  if (/^[!-~]{1,255}$/.test(headerValue('idempotency-key', given))) return given as string;
  throw usageError('option_invalid', 'The option idempotencyKey is 1 to 255 visible ASCII characters.');
}

function own<T extends object, Name extends keyof T>(options: T, name: Name): T[Name] | undefined {
  return Object.hasOwn(options, name) ? options[name] : undefined;
}
