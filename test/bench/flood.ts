/**
 * Guesses secrets, in a process of its own so that it does not hold up whom the bench measures. Sent orders by its
 * parent, it connects, says so and begins; at `stop` it says what came of it.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { formatKey } from '@homestar/sdk/internal';
import { whoamiWith } from './whoami.ts';

export interface FloodOrders {
  readonly port: number;
  readonly perSecond: number;
  /** How many loopback addresses they come from, one connection each; the first is also that of whom the bench measures. */
  readonly networks: number;
  /** Whose secrets are guessed. */
  readonly keyIds: readonly string[];
}

export interface Flooded {
  readonly answered: number;
  readonly seconds: number;
}

const EVERY_MS = 4;

let running: { stop(): Flooded } | undefined;

process.on('message', async (order: FloodOrders | 'stop') => {
  if (order === 'stop') {
    process.send?.(running?.stop());
    return;
  }
  running = await start(order);
  process.send?.('started');
});

async function start({ port, perSecond, networks, keyIds }: FloodOrders): Promise<{ stop(): Flooded }> {
  let answered = 0;
  const open = async (_: unknown, network: number): Promise<Socket> => {
    const socket = connect({
      port,
      host: '127.0.0.1',
      localAddress: `127.0.0.${network + 1}`,
      noDelay: true,
    });
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      answered += text.split('HTTP/1.1 4').length - 1;
    });
    await once(socket, 'connect');
    return socket;
  };
  const sockets = await Promise.all(Array.from({ length: networks }, open));
  const startedAt = performance.now();
  let sent = 0;
  // By the time that has passed rather than by ticks, which come late on a machine that is busy.
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1000) * perSecond;
    for (; sent < due; sent++) {
      const id12 = keyIds[sent % keyIds.length]!.slice('key_'.length);
      sockets[sent % networks]!.write(whoamiWith(formatKey('test', id12, randomBytes(32))));
    }
  }, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      return { answered, seconds: (performance.now() - startedAt) / 1000 };
    },
  };
}
