import { connect, type Socket } from 'node:net';

/** Where to send requests, one after the other. */
export interface Target {
  readonly port: number;
  /** The next request, whole, as it goes over the wire. */
  request(): Buffer;
}

export interface Loaded {
  readonly seconds: number;
  /** How long each request waited for its answer, in the order of the answers. */
  readonly waitsMs: readonly number[];
}

/**
 * Sends requests over `connections` kept connections, one at a time on each, until `requests` were answered.
 * A plain socket client that only looks for `Content-Length`, so that the load costs less than what it measures.
 */
export async function load(target: Target, requests: number, connections: number): Promise<Loaded> {
  let left = requests;
  const take = () => left-- > 0;
  const waitsMs: number[] = [];
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, () => client(target, take, waitsMs)));
  return { seconds: (performance.now() - started) / 1000, waitsMs };
}

function client(target: Target, take: () => boolean, waitsMs: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: target.port, host: '127.0.0.1', noDelay: true });
    let sentAt = 0;
    const next = () => {
      if (take()) {
        sentAt = performance.now();
        return socket.write(target.request());
      }
      socket.end();
      return resolve();
    };
    let pending = Buffer.alloc(0);
    socket.on('connect', next);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const length = answerLength(pending, socket);
      if (length === null || pending.length < length) return;
      pending = pending.subarray(length);
      waitsMs.push(performance.now() - sentAt);
      next();
    });
  });
}

const headEnd = Buffer.from('\r\n\r\n');

function answerLength(bytes: Buffer, socket: Socket): number | null {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  if (!head.startsWith('HTTP/1.1 200')) socket.destroy(new Error(`Answered ${head.split('\r\n', 1)[0]}`));
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  return length === undefined ? null : end + headEnd.length + Number(length);
}

/** The answer to one request: its headers as raw pairs, and its body. */
export function sample(target: Target): Promise<{ headers: string[]; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: target.port, host: '127.0.0.1' });
    let bytes = Buffer.alloc(0);
    socket.on('connect', () => socket.write(target.request()));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      const length = answerLength(bytes, socket);
      if (length === null || bytes.length < length) return;
      socket.end();
      const end = bytes.indexOf(headEnd);
      const lines = bytes.toString('latin1', 0, end).split('\r\n').slice(1);
      const headers = lines.flatMap((line) => [
        line.slice(0, line.indexOf(':')),
        line.slice(line.indexOf(':') + 2),
      ]);
      resolve({ headers, body: bytes.toString('utf8', end + headEnd.length) });
    });
  });
}
