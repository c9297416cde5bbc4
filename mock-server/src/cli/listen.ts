import type { Host } from '../host/host.ts';
import { mountNodeHttp, type NodeHttpMount } from '../mounts/node-http.ts';
import { CommandFailure } from './failure.ts';

export interface Listening extends NodeHttpMount {
  readonly url: string;
}

/** Binds the address, or says in one line why it cannot. */
export async function listen(host: Host, address: string, port: number): Promise<Listening> {
  const mount = await mountNodeHttp(host, { address, port }).catch((error: NodeJS.ErrnoException) => {
    throw refused(error, address, port);
  });
  const name = address.includes(':') ? `[${address}]` : address;
  return { ...mount, url: `http://${name}:${mount.port}` };
}

function refused(error: NodeJS.ErrnoException, address: string, port: number): unknown {
  switch (error.code) {
    case 'EADDRINUSE':
      return new CommandFailure(
        `Port ${port} is taken. Stop what uses it, or name another with --port (0 takes any that is free).`,
      );
    case 'EACCES':
      return new CommandFailure(
        `Port ${port} needs more rights than you have. Name one above 1023 with --port.`,
      );
    case 'EADDRNOTAVAIL':
      return new CommandFailure(`This machine has no address ${address}. Use --host 127.0.0.1.`);
    default:
      return error;
  }
}
