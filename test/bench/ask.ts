import { connect } from 'node:net';

export interface Asked {
  readonly status: number;
  readonly retryAfterSeconds: number | null;
}

/** Sends one request over a connection of its own and reads the head of the answer. */
export function ask(port: number, request: Buffer): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let text = '';
    socket.setEncoding('latin1');
    socket.on('connect', () => socket.write(request));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The connection ended without an answer.')));
    socket.on('data', (chunk) => {
      text += chunk;
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = text.slice(0, end);
      const seconds = /\r\nretry-after: (\d+)/i.exec(head)?.[1];
      resolve({ status: Number(head.slice(9, 12)), retryAfterSeconds: seconds ? Number(seconds) : null });
      socket.destroy();
    });
  });
}
