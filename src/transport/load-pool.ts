import type { Socket } from 'node:net';
import type { Dispatcher } from './dispatcher.ts';

/** What is used of undici's Pool. */
export interface Pool extends Dispatcher {
  destroy(): Promise<void>;
}

export type Connect = (options: object, callback: unknown) => Socket;

/** The parts of undici that are used. */
export interface Undici {
  readonly Pool: new (origin: string, options: object) => Pool;
  readonly buildConnector: (options: object) => Connect;
}

/**
 * Loads undici, on the first call only. Its two modules alone: the package's root sets the
 * dispatcher of Node's own `fetch`, and an application that merely imports this client would find
 * its `fetch` changed. Should a later undici close these paths, the root has to do.
 */
export async function loadUndici(): Promise<Undici> {
  try {
    const [pool, connect] = await Promise.all([
      // @ts-expect-error The module has no declarations.
      import('undici/lib/dispatcher/pool.js') as Promise<{ default: Undici['Pool'] }>,
      // @ts-expect-error The module has no declarations.
      import('undici/lib/core/connect.js') as Promise<{ default: Undici['buildConnector'] }>,
    ]);
    return { Pool: pool.default, buildConnector: connect.default };
  } catch {
    const root = (await import('undici')) as unknown as Undici;
    return { Pool: root.Pool, buildConnector: root.buildConnector };
  }
}
