import { loadRequestSchemas } from '../contract/request-schemas.ts';
import type { Host } from '../host/host.ts';
import { listen } from './listen.ts';

export interface Run {
  readonly host: Host;
  readonly address: string;
  readonly port: number;
  /** Told once requests are answered. */
  readonly announce: (url: string, readyMs: number) => void;
}

/**
 * Serves until SIGINT or SIGTERM: then readiness goes off, requests in flight get their answers, what is kept in
 * memory is written. A second signal ends the process at once; what was acknowledged is on disk by then.
 */
export async function run({ host, address, port, announce }: Run): Promise<void> {
  const mount = await listen(host, address, port).catch(async (error) => {
    await host.close();
    throw error;
  });
  const signal = untilSignal();
  // Counted from the start of the process, which is what whoever waits for it sees.
  announce(mount.url, Math.round(performance.now()));
  void loadRequestSchemas();
  await signal;
  host.drain();
  await mount.stop();
  await host.close();
}

// In a terminal Ctrl-C reaches the server twice under npm: from the terminal and handed on by npm.
const echoMs = 250;

function untilSignal(): Promise<void> {
  return new Promise((stop) => {
    let first: number | undefined;
    const onSignal = () => {
      if (first === undefined) {
        first = performance.now();
        stop();
      } else if (performance.now() - first > echoMs) {
        process.exit(1);
      }
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
