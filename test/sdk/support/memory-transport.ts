import { createClient, type HomeStar } from '../../../src/client.ts';
import type { ClientOptions } from '../../../src/client-options.ts';
import type { Life } from '../../../src/life.ts';
import type { Outcome, Transport, WireRequest } from '../../../src/transport/transport.ts';
import { makeKey } from './keys.ts';
import { VirtualRuntime } from './virtual-runtime.ts';

export type Answer = (request: WireRequest, attempt: number) => Outcome | Promise<Outcome>;

export interface SentRequest extends WireRequest {
  readonly key: string | null;
  readonly timeoutMs: number;
  readonly header: (name: string) => string | undefined;
}

/** A transport that answers from a function, and keeps what was sent. */
export class MemoryTransport implements Transport {
  readonly sent: SentRequest[] = [];
  closed = false;
  readonly #answer: Answer;

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  send(request: WireRequest, key: string | null, timeoutMs: number, life: Life): Promise<Outcome> {
    this.sent.push({ ...request, key, timeoutMs, header: (name) => headerIn(request.headers, name) });
    return new Promise((resolve, reject) => {
      life.interrupt = reject;
      Promise.resolve(this.#answer(request, this.sent.length)).then((outcome) => {
        life.interrupt = null;
        resolve(outcome);
      }, reject);
    });
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

/** A client whose time and answers the test decides. */
export function virtualClient(
  answer: Answer,
  options: ClientOptions = {},
): { client: HomeStar; transport: MemoryTransport; runtime: VirtualRuntime } {
  const transport = new MemoryTransport(answer);
  const runtime = new VirtualRuntime();
  const client = createClient(
    { apiKey: makeKey(), baseUrl: 'https://api.test', ...options },
    { transport, runtime },
  );
  return { client, transport, runtime };
}

/** An answer of success. */
export function ok(data: unknown, headers: Record<string, string> = {}): Outcome {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'request-id': 'req_answer', ...headers },
    text: JSON.stringify(data),
  };
}

/** A problem as the API tells it. */
export function problem(
  status: number,
  code: string,
  headers: Record<string, string> = {},
  more: Record<string, unknown> = {},
): Outcome {
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'request-id': 'req_problem', ...headers },
    text: JSON.stringify({
      type: `urn:homestar:problem:${code}`,
      status,
      code,
      title: 'A title',
      detail: 'A detail.',
      ...more,
    }),
  };
}

/** Answers with each of these in turn, and with the last one for ever. */
export function inTurn(...outcomes: Outcome[]): Answer {
  return (_request, attempt) => outcomes[Math.min(attempt, outcomes.length) - 1]!;
}

function headerIn(headers: readonly string[], name: string): string | undefined {
  for (let at = 0; at < headers.length; at += 2) {
    if (headers[at] === name) return headers[at + 1];
  }
  return undefined;
}
