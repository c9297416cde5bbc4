import { type Decision, HomeStar } from '@homestar/sdk';
import { secrets } from '../fixtures/hashes.ts';
import { askFailure } from './ask-failure.ts';
import { explanation } from './explanation.ts';
import { CommandFailure } from './failure.ts';
import type { Output } from './output.ts';

export interface WhyOptions {
  readonly requestId: string;
  /** Of the server that answered the request. */
  readonly url: string;
  readonly json: boolean;
}

/** `homestar-mock why REQUEST_ID`: why a request was answered as it was. */
export async function why({ requestId, url, json }: WhyOptions, output: Output): Promise<void> {
  try {
    const client = new HomeStar({
      baseUrl: url,
      ...keyFor(url),
      maxRetries: 0,
      timeout: 10_000,
      // The server says itself what is wrong with a key.
      onEvent: () => {},
    });
    try {
      const decision = await client.decisions.get(requestId);
      if (!isDecision(decision)) throw new CommandFailure(`What answers at ${url} is no HomeStar server.`);
      if (json) output.json(decision);
      else output.line(explanation(decision));
    } finally {
      await client.close();
    }
  } catch (error) {
    throw askFailure(error, { requestId, url });
  }
}

/** The client passes on whatever JSON a server answers. */
function isDecision({ actor, checks, outcome }: Partial<Decision>): boolean {
  return typeof actor === 'object' && actor !== null && typeof outcome === 'string' && isListOfChecks(checks);
}

function isListOfChecks(checks: unknown): boolean {
  return (
    Array.isArray(checks) &&
    checks.every((check) => typeof check?.name === 'string' && typeof check.stage === 'string')
  );
}

/** The published key opens nothing but a mock server, and to send it to another machine would still be a mistake. */
function keyFor(url: string): { readonly apiKey?: string } {
  if (process.env.HOMESTAR_API_KEY?.trim()) return {};
  const { hostname } = new URL(url);
  if (/^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname)) return { apiKey: secrets.admin };
  throw new CommandFailure(
    `Set HOMESTAR_API_KEY to a key of ${hostname}: the magic key admin is sent to this machine only.`,
    2,
  );
}
