import { checkTransportSecurity, readBaseUrl } from './base-url.ts';
import type { ClientOptions } from './client-options.ts';
import type { Core } from './core.ts';
import { environmentVariable } from './environment.ts';
import type { ClientEvent } from './events.ts';
import { Ring } from './ring/ring.ts';
import { type Runtime, systemRuntime } from './runtime.ts';
import { loadKeys } from './sources/load-keys.ts';
import type { Transport } from './transport/transport.ts';
import { UndiciTransport } from './transport/undici.ts';

/** What a test puts in the place of the machine. */
export interface Parts {
  readonly runtime?: Runtime;
  readonly transport?: Transport;
}

/** Makes what a client runs on. Opens no connection; the first call does. */
export function openCore(
  options: Partial<ClientOptions>,
  { runtime = systemRuntime, transport }: Parts = {},
): Core {
  const { keys, known } = loadKeys(options.apiKey);
  const base = readBaseUrl(options.baseUrl);
  checkTransportSecurity(base, keys, {
    allowInsecureHttp: options.allowInsecureHttp ?? isTrue(environmentVariable('HOMESTAR_ALLOW_HTTP')),
    ownTransport: options.dispatcher === undefined && transport === undefined,
  });
  const emit = emitter(options.onEvent ?? warn);
  if (!known) emit({ type: 'keyFormat', message: 'The API key has a form that this version does not know.' });
  return {
    runtime,
    transport: transport ?? new UndiciTransport(base.origin, runtime, options.dispatcher ?? null),
    ring: new Ring(keys),
    base,
    lives: new Set(),
    closing: null,
    onIdle: null,
    emit,
  };
}

/** Refuses new calls, waits for the attempts under way, lets go of the connections. */
export async function closeCore(core: Core): Promise<void> {
  for (const life of core.lives) life.wake?.();
  if (core.lives.size > 0) {
    await new Promise<void>((resolve) => {
      core.onIdle = resolve;
    });
  }
  await core.transport.close();
}

function emitter(onEvent: (event: ClientEvent) => void): (event: ClientEvent) => void {
  // A subscriber must be able to fail neither a call nor, by a promise that rejects, the process.
  return (event) => void new Promise((resolve) => resolve(onEvent(event))).catch(() => {});
}

/** Where nobody listens, what needs attention goes to the process's warnings. */
function warn(event: ClientEvent): void {
  if (event.type === 'keyFormat') globalThis.process?.emitWarning(event.message, 'HomeStarWarning');
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}
