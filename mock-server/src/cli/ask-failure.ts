import { HomeStarError } from '@homestar/sdk';
import { CommandFailure } from './failure.ts';
import { printable } from './printable.ts';

/** What went wrong with a question about a request, on one line with what to do. */
export function askFailure(
  error: unknown,
  { requestId, url }: { readonly requestId: string; readonly url: string },
): unknown {
  if (!(error instanceof HomeStarError)) return error;
  const { code, status, problem } = error;
  if (code === 'connect_failed') {
    return new CommandFailure(
      `No server answers at ${url}. Start one with: homestar-mock, or name another with --url or HOMESTAR_MOCK_URL.`,
    );
  }
  if (code === 'decision_aggregated') return new CommandFailure(counted(requestId, problem?.sequence));
  if (code === 'not_found') {
    return new CommandFailure(
      `The server at ${url} knows of no request ${requestId}, or the key may not see it. A server in memory forgets at each start.`,
    );
  }
  const what = problem === null ? error.message : `${url} answered ${status} ${code}: ${problem.title}.`;
  return new CommandFailure(
    printable(`${what} ${nextStep(error)}`.replaceAll(/\s+/g, ' ')),
    error.name === 'UsageError' ? 2 : 1,
  );
}

function counted(requestId: string, sequence: unknown): string {
  const event =
    typeof sequence === 'number'
      ? `event ${sequence} of the audit log stands for all of them: GET /v1/audit-events/evt_${sequence}`
      : 'the event that will stand for all of them is not written yet; ask again in a minute';
  return `${requestId} was refused together with many alike and has no decision of its own; ${event}.`;
}

function nextStep({ code, status, action }: HomeStarError): string {
  if (status === 401) {
    return 'Set HOMESTAR_API_KEY to a key that this server accepts, or unset it to ask a mock server on this machine as its admin.';
  }
  if (code === 'permission_denied') {
    return "Set HOMESTAR_API_KEY to a broker's or an administrator's key: an agent's may not ask.";
  }
  return action;
}
