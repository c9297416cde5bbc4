import type { Socket } from 'node:net';
import { type Connect, loadUndici, type Pool } from './load-pool.ts';

const CONNECTIONS = 50;
const CONNECT_TIMEOUT_MS = 10_000;

// undici copies the options into an object that inherits, and Node reads these of it: a polluted
// Object.prototype could stop every connection, or make it trust another authority.
const NOT_INHERITED = Object.fromEntries(
  [
    ...['signal', 'fd', 'handle', 'onread', 'lookup', 'family', 'hints', 'localPort', 'blockList'],
    ...['ca', 'cert', 'key', 'pfx', 'crl', 'minVersion', 'maxVersion', 'secureProtocol', 'secureContext'],
  ].map((name) => [name, undefined]),
);

/**
 * A pool of our own. Sockets that still connect hold the process open only while an attempt is
 * under way: undici takes no request back from its queue, so after an abort it would go on
 * connecting for nobody.
 */
export class OwnPool {
  readonly #pool: Pool;
  readonly #connecting: Set<Socket>;

  private constructor(pool: Pool, connecting: Set<Socket>) {
    this.#pool = pool;
    this.#connecting = connecting;
  }

  static async open(origin: string): Promise<OwnPool> {
    const { Pool, buildConnector } = await loadUndici();
    const connecting = new Set<Socket>();
    // Over HTTP/2 undici uses one connection for everything, and one reset fails all.
    const connect = buildConnector(bare({ ...NOT_INHERITED, allowH2: false, timeout: CONNECT_TIMEOUT_MS }));
    const options = bare({
      connections: CONNECTIONS,
      allowH2: false,
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: tracked(connect, connecting),
    });
    return new OwnPool(new Pool(origin, options), connecting);
  }

  dispatch(options: object, handler: object): boolean {
    return this.#pool.dispatch(options, handler);
  }

  /** Says whether an attempt is under way. */
  hold(open: boolean): void {
    for (const socket of this.#connecting) {
      if (open) socket.ref();
      else socket.unref();
    }
  }

  async destroy(): Promise<void> {
    const destroyed = this.#pool.destroy();
    for (const socket of this.#connecting) socket.destroy();
    await destroyed;
  }
}

function tracked(connect: Connect, connecting: Set<Socket>): Connect {
  return (options, callback) => {
    const socket = connect(options, (error: unknown, connected: unknown) => {
      connecting.delete(socket);
      (callback as (error: unknown, connected: unknown) => void)(error, connected);
    });
    connecting.add(socket);
    socket.once('close', () => connecting.delete(socket));
    return socket;
  };
}

/** Options that inherit nothing from a polluted Object.prototype. */
function bare(options: object): object {
  return Object.assign(Object.create(null), options);
}
