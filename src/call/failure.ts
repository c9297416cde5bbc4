import type { Core } from '../core.ts';
import type { HomeStarError } from '../errors/base.ts';
import { copyCause } from '../errors/cause.ts';
import { type ClientCode, clientActions } from '../errors/client-codes.ts';
import { ConnectionError, familyOf, ServerError, TimeoutError } from '../errors/families.ts';
import type { Fault, Received } from '../transport/transport.ts';
import { headerOf, requestIdOf } from './answer.ts';
import type { ToldProblem } from './problem.ts';
import type { Ongoing } from './start.ts';

/** The error of an answer that is none of success. */
export function answerError(
  call: Ongoing,
  received: Received,
  told: ToldProblem | null,
  askedMs: number | null,
): HomeStarError {
  const { status } = received;
  const { clean } = call;
  const requestId = requestIdOf(received, clean);
  const code = told?.code ?? (status >= 300 && status < 400 ? 'redirected' : 'unexpected_status');
  const action =
    told?.action ?? (Object.hasOwn(clientActions, code) ? clientActions[code as ClientCode] : '');
  const what =
    told === null
      ? unreadable(status, received, clean)
      : sentences(untold(told), told.detail, ...faultsOf(told), action) || `HTTP ${status}.`;
  const frozen =
    headerOf(received.headers, 'x-mock-clock') === 'frozen' ? ' The mock clock is frozen: advance it.' : '';
  const Family = familyOf(status);
  return new Family(
    `${call.operation.id}: ${what}${frozen} (${[code, status, requestId].filter(Boolean).join(', ')})`,
    {
      code,
      action,
      status,
      requestId,
      retryAfter: askedMs === null ? null : askedMs / 1000,
      errors: told?.errors ?? [],
      problem: told?.whole ?? null,
    },
  );
}

/** The error of an attempt that got no answer. */
export function faultError(core: Core, call: Ongoing, { fault, cause }: Fault): HomeStarError {
  if (fault === 'timeout') {
    return core.runtime.now() >= call.deadlineAt
      ? deadlineError(call)
      : own(TimeoutError, 'timeout', call, `No answer within ${call.settings.timeoutMs} ms.`);
  }
  const copy = copyCause(cause, call.clean);
  const reason = copy === undefined ? '' : ` ${reasonOf(copy)}`;
  switch (fault) {
    case 'connect':
      return own(
        ConnectionError,
        'connect_failed',
        call,
        `No connection to ${core.base.origin}.${reason}${hint(core)}`,
        copy,
      );
    case 'lost':
      return own(
        ConnectionError,
        'connection_lost',
        call,
        `The connection broke before the answer was whole.${reason}`,
        copy,
      );
    case 'too_large':
      return own(ConnectionError, 'response_too_large', call, 'The answer is larger than 32 MiB.');
    case 'refused':
      return own(ConnectionError, 'transport_failed', call, `The request could not be sent.${reason}`, copy);
  }
}

/** The error of a call whose time is up. */
export function deadlineError(call: Ongoing): HomeStarError {
  return own(
    TimeoutError,
    'deadline_exceeded',
    call,
    `No answer within ${call.settings.deadlineMs} ms, all attempts included.`,
  );
}

/** The error of an answer of success that cannot be read. */
export function malformedError(call: Ongoing, received: Received, what: string): HomeStarError {
  const requestId = requestIdOf(received, call.clean);
  return new ServerError(
    `${call.operation.id}: ${what} (response_malformed, ${received.status}${requestId ? `, ${requestId}` : ''})`,
    {
      code: 'response_malformed',
      action: clientActions.response_malformed,
      status: received.status,
      requestId,
    },
  );
}

function own(
  Family: typeof HomeStarError,
  code: ClientCode,
  call: Ongoing,
  what: string,
  cause?: Error,
): HomeStarError {
  return new Family(`${call.operation.id}: ${what} (${code})`, { code, action: clientActions[code], cause });
}

function unreadable(status: number, received: Received, clean: (text: string) => string): string {
  if (status < 300 || status >= 400) return `HTTP ${status} without a problem that can be read.`;
  const location = headerOf(received.headers, 'location') ?? '';
  // The origin alone: the rest of the address may carry anything.
  const to = URL.canParse(location) ? ` to ${clean(new URL(location).origin)}` : '';
  return `HTTP ${status} redirects${to}, which is never followed.`;
}

/** The title, where the detail does not begin with it anyway. */
function untold({ title, detail }: ToldProblem): string | null {
  return title && detail?.startsWith(title) ? null : title;
}

/** The first values that are at fault: a log often keeps nothing of an error but its message. */
function faultsOf({ errors }: ToldProblem): string[] {
  const shown = errors.slice(0, 3).map(({ pointer, detail }) => `${pointer} ${detail}`);
  return errors.length > 3 ? [...shown, `And ${errors.length - 3} more`] : shown;
}

function sentences(...parts: (string | null)[]): string {
  return parts.flatMap((part) => (part ? [part.replace(/[.\s]*$/, '.')] : [])).join(' ');
}

function reasonOf(cause: Error): string {
  const { code } = cause as { code?: string };
  return code === undefined ? `${cause.message}.` : `${code}.`;
}

function hint(core: Core): string {
  return core.base.isDefault
    ? ' No base URL was given, so the public one was called. For the mock server run "npm start" and set' +
        ' HOMESTAR_BASE_URL=http://127.0.0.1:4010, or pass baseUrl.'
    : '';
}
