import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A connection that sends exactly the bytes it is given, well-formed or not. */
export interface RawConnection {
  readonly socket: Socket;
  send(bytes: string): void;
  /** The next answer; rejects where the connection closes before it is whole. */
  answer(): Promise<RawAnswer>;
  /** Resolves when the server has closed; the text is what came and was read as no answer. */
  closed(): Promise<string>;
}

export async function openRaw(port: number): Promise<RawConnection> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  await once(socket, 'connect');
  let received = '';
  let ended = false;
  let wake = () => {};
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    received += text;
    wake();
  });
  const stop = () => {
    ended = true;
    wake();
  };
  socket.on('end', stop);
  socket.on('close', stop);
  socket.on('error', stop);
  const more = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });

  return {
    socket,
    send: (bytes) => void socket.write(bytes, 'latin1'),
    async answer() {
      for (;;) {
        const read = readAnswer(received);
        if (read) {
          received = received.slice(read.length);
          return read.answer;
        }
        if (ended) throw new Error(`The connection closed after ${JSON.stringify(received)}`);
        await more();
      }
    },
    async closed() {
      while (!ended) await more();
      socket.destroy();
      return received;
    },
  };
}

function readAnswer(text: string): { answer: RawAnswer; length: number } | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const length = end + 4 + Number(headers['content-length'] ?? 0);
  if (text.length < length) return undefined;
  return {
    answer: { status: Number(first.split(' ')[1]), headers, body: text.slice(end + 4, length) },
    length,
  };
}
