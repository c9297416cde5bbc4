import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { headProblemText } from './head-problem.ts';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export interface HeadRefuser {
  /** Remembers the latest request of a connection, so that its answer is never mixed with a refusal. */
  watch(request: IncomingMessage, response: ServerResponse): void;
  /** Answers 400 to bytes that are no request, and closes. */
  refuse(socket: Duplex, detail: string): void;
  readonly onClientError: (error: NodeJS.ErrnoException & { reason?: string }, socket: Duplex) => void;
}

const lingerMs = 1000;

export function createHeadRefuser(bounds: {
  readonly headBytes: number;
  readonly headMs: number;
}): HeadRefuser {
  const latest = new WeakMap<Duplex, Exchange>();
  const refused = new WeakSet<Duplex>();

  function refuse(socket: Duplex, detail: string): void {
    // The client may still be sending; see `lingerOnClose`.
    socket.end(headProblemText(detail));
    setTimeout(() => socket.destroy(), lingerMs).unref();
  }

  return {
    watch(request, response) {
      latest.set(request.socket, { request, response });
    },
    refuse,
    onClientError(error, socket) {
      // Node reports every further byte of a connection that is given up.
      if (refused.has(socket)) return;
      refused.add(socket);
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE' || !socket.writable) {
        socket.destroy();
        return;
      }
      const exchange = latest.get(socket);
      const detail = describe(error, bounds);
      if (!exchange) refuse(socket, detail);
      else if (exchange.request.complete) afterAnswer(exchange, () => refuse(socket, detail));
      // The fault lies in the body of a request: where that was answered already, nothing may follow.
      else if (exchange.response.headersSent) socket.destroy();
      else refuse(socket, detail);
    },
  };
}

/** Requests before the malformed one are still answered: a 400 in their place would be taken for theirs. */
function afterAnswer({ response }: Exchange, run: () => void): void {
  if (response.writableFinished) run();
  else response.once('finish', run);
}

function describe(
  error: NodeJS.ErrnoException & { reason?: string },
  bounds: { headBytes: number; headMs: number },
): string {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return `The head is longer than ${bounds.headBytes} bytes.`;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return `The request was not complete in time; its head has ${bounds.headMs / 1000} seconds.`;
    case 'HPE_INVALID_EOF_STATE':
      return 'The connection was ended in the middle of a request.';
    default:
      // The parser's own words name the rule and never quote the bytes.
      return `These bytes are no HTTP/1.1 request: ${error.reason ?? 'they cannot be parsed'}.`;
  }
}
