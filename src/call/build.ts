import type { ClientOperation } from '../contract/operation.ts';
import type { Core } from '../core.ts';
import { usageError } from '../errors/usage.ts';
import { holdsKey } from '../key/holds-key.ts';
import { ownMember } from '../own-members.ts';
import type { WireRequest } from '../transport/transport.ts';
import { VERSION } from '../version.ts';
import { bodyText } from './body.ts';
import type { Input } from './caller.ts';
import { headerValue, overlaid } from './headers.ts';
import { fillPath, queryText } from './path.ts';
import { cleanOfSent } from './sent-keys.ts';
import type { Ongoing } from './start.ts';

const USER_AGENT = `homestar-sdk/${VERSION} node/${globalThis.process?.versions?.node ?? 'none'}`;

/** Makes the request of a call, which all its attempts send. */
export function build(core: Core, call: Ongoing, input: Input): WireRequest {
  const { operation, settings, options, callId } = call;
  const headers = ['accept', 'application/json', 'user-agent', USER_AGENT, 'request-id', callId];
  if (operation.idempotent)
    headers.push('idempotency-key', idempotencyKey(ownMember(options, 'idempotencyKey')));
  const ifMatch = ownMember(options, 'ifMatch');
  if (ifMatch !== undefined) headers.push('if-match', headerValue('if-match', ifMatch));
  const sent = ownMember(input, 'body');
  const body = sent === undefined ? null : bodyText(sent);
  if (body !== null) headers.push('content-type', 'application/json');
  if (body !== null && operation.carriesKey.length > 0)
    call.clean = cleanOfSent(call.clean, body, operation.carriesKey);
  return {
    method: operation.method,
    path: pathOf(core, operation, input),
    headers: overlaid(headers, settings.headers),
    body,
  };
}

function pathOf(core: Core, operation: ClientOperation, input: Input): string {
  const path =
    core.base.path +
    fillPath(operation.path, ownMember(input, 'path')) +
    queryText(ownMember(input, 'query'));
  if (!holdsKey(path)) return path;
  throw usageError(
    'argument_invalid',
    "The path or the query holds an API key. Pass the key's id; URLs end up in logs.",
  );
}

function idempotencyKey(given: unknown): string {
  if (given === undefined) return crypto.randomUUID();
  if (/^[!-~]{1,255}$/.test(headerValue('idempotency-key', given))) return given as string;
  throw usageError('option_invalid', 'The option idempotencyKey is 1 to 255 visible ASCII characters.');
}
