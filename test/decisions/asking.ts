import type { DecidedCheck, Decision, DecisionSimulateParams, Simulation } from '@homestar/sdk/internal';
import type { Answer } from '../support/send.ts';
import type { TestServer } from '../support/server.ts';

/** What the server says of the request that got this answer. */
export function decisionOf(
  server: TestServer,
  { headers }: Pick<Answer<unknown>, 'headers'>,
  key: string,
): Promise<Answer<Decision>> {
  return server.call<Decision>('GET', `/v1/decisions/${headers.get('Request-Id')}`, { key });
}

export function simulate(
  server: TestServer,
  key: string,
  body: DecisionSimulateParams,
): Promise<Answer<Simulation>> {
  return server.call<Simulation>('POST', '/v1/decisions/simulate', { key, body });
}

/** `vet not_revoked`, …, and a failed one with its code: `limit limits: rate_limited`. */
export function told(checks: readonly DecidedCheck[]): string[] {
  return checks.map(({ stage, name, code }) => `${stage} ${name}${code === undefined ? '' : `: ${code}`}`);
}
