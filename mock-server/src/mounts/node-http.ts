import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Call, Peer, Reply } from '../host/call.ts';
import type { Host } from '../host/host.ts';
import { type ConnectionBounds, usualBounds } from './connection-bounds.ts';
import { headProblem } from './head-problem.ts';
import { hostFault } from './host-lines.ts';
import { lingerOnClose } from './linger.ts';
import { createHeadRefuser } from './refuse-head.ts';
import { awaitedBodyOf, bodyOf } from './request-body.ts';

// An `import` of node:http reads all its exports, the getter of `WebSocket` too, and that loads Node's whole fetch:
// 60 ms of a start that shall take 150.
const { createServer } = process.getBuiltinModule('node:http');

export interface NodeHttpOptions {
  /** Address to listen on. */
  readonly address: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly bounds?: Partial<ConnectionBounds>;
}

export interface NodeHttpMount {
  readonly port: number;
  /** Accepts nothing new, lets requests in flight end, resolves when no connection is left. */
  stop(): Promise<void>;
}

/** Serves a host over node:http. Rejects where the address cannot be bound. */
export async function mountNodeHttp(
  host: Pick<Host, 'fetch'>,
  { address, port, bounds }: NodeHttpOptions,
): Promise<NodeHttpMount> {
  const allowed = { ...usualBounds, ...bounds };
  const server = createServer({
    maxHeaderSize: allowed.headBytes,
    headersTimeout: allowed.headMs,
    requestTimeout: allowed.requestMs,
    keepAliveTimeout: allowed.idleMs,
    connectionsCheckingInterval: allowed.everyMs,
    // What it would refuse by itself has no body that says why.
    requireHostHeader: false,
    optimizeEmptyRequests: true,
  });
  server.timeout = allowed.stalledMs;
  server.maxConnections = allowed.connections;
  // By default the two thousandth header is the last that is seen: a second key could hide behind it.
  server.maxHeadersCount = 0;

  const peers = new WeakMap<Socket, Peer>();
  /** Connections without any request so far. Node counts them as busy, and a stop would wait for them. */
  const unused = new Set<Socket>();
  const refuser = createHeadRefuser(allowed);
  let stopping = false;

  server.on('connection', (socket) => {
    peers.set(socket, { address: socket.remoteAddress ?? '', encrypted: false });
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', (request, response) => answer(request, response, bodyOf(request)));
  server.on('checkContinue', (request, response) =>
    answer(request, response, awaitedBodyOf(request, response)),
  );
  server.on('checkExpectation', (request, response) => answer(request, response, bodyOf(request)));
  server.on('connect', (_request, socket) =>
    refuser.refuse(socket, 'This server is no proxy: CONNECT has no path.'),
  );
  server.on('clientError', refuser.onClientError);

  function answer(request: IncomingMessage, response: ServerResponse, body: Call['body']): void {
    unused.delete(request.socket);
    refuser.watch(request, response);
    const fault = hostFault(request);
    if (fault !== undefined) {
      send(request, response, headProblem(fault));
      return;
    }
    const call: Call = {
      method: request.method as string,
      target: request.url as string,
      headers: request.rawHeaders,
      body,
    };
    host.fetch(call, peers.get(request.socket) as Peer).then(
      (reply) => send(request, response, reply),
      (fault) => response.destroy(fault),
    );
  }

  function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
    // The client went away while it was answered: there is nobody to tell.
    if (response.destroyed) return;
    const { status, headers, body } = reply;
    if (status !== 204) headers.push('Content-Length', String(Buffer.byteLength(body)));
    if (!request.complete) lingerOnClose(request);
    if (stopping || !request.complete || reply.wire?.close) headers.push('Connection', 'close');
    response.sendDate = false;
    response.writeHead(status, headers);
    response.end(body);
  }

  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen({ host: address, port, backlog: 511 }, listening);
  });

  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      stopping = true;
      const closed = new Promise((done) => server.close(done));
      for (const socket of unused) socket.destroy();
      // A connection whose answer left just before has no request in flight, and was not idle yet either.
      const sweep = setInterval(() => server.closeIdleConnections(), 20);
      const limit = setTimeout(() => server.closeAllConnections(), allowed.stopMs);
      await closed;
      clearInterval(sweep);
      clearTimeout(limit);
    },
  };
}
