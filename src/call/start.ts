import type { ClientOperation } from '../contract/operation.ts';
import type { Core } from '../core.ts';
import { usageError } from '../errors/usage.ts';
import { Life } from '../life.ts';
import { ownMember } from '../own-members.ts';
import { newCallId } from './call-id.ts';
import type { CallOptions } from './options.ts';
import { type Settings, settingsOf } from './settings.ts';

/** A call under way, and what has become of it so far. */
export interface Ongoing {
  readonly operation: ClientOperation;
  readonly settings: Settings;
  readonly options: CallOptions;
  readonly life: Life;
  /** Masks what nobody may see of an answer. */
  clean: (text: string) => string;
  /** The `Request-Id` of all its attempts. */
  readonly callId: string;
  /** On the runtime's clock. */
  readonly deadlineAt: number;
  attempts: number;
  /** Attempts after a failure, without those that the server asked to wait for. */
  retries: number;
}

const NO_OPTIONS: CallOptions = {};

/** Begins a call: reads its options, listens to its signal, sets its deadline. */
export function start(
  core: Core,
  operation: ClientOperation,
  defaults: Settings,
  given: CallOptions | undefined,
): Ongoing {
  const options = given ?? NO_OPTIONS;
  if (typeof options !== 'object') throw usageError('option_invalid', 'The options of a call are an object.');
  const settings = given === undefined ? defaults : settingsOf(given, defaults);
  const life = new Life(signalOf(options));
  core.lives.add(life);
  return {
    operation,
    settings,
    options,
    life,
    clean: core.ring.clean,
    callId: newCallId(),
    deadlineAt: core.runtime.now() + settings.deadlineMs,
    attempts: 0,
    retries: 0,
  };
}

/** Ends a call, however it went. */
export function end(core: Core, call: Ongoing): void {
  call.life.end();
  core.lives.delete(call.life);
  if (core.lives.size === 0) core.onIdle?.();
}

function signalOf(options: CallOptions): AbortSignal | undefined {
  const signal = ownMember(options, 'signal');
  if (signal === undefined) return undefined;
  // By shape: polyfills and other realms have classes of their own.
  if (typeof signal === 'object' && signal !== null && typeof signal.addEventListener === 'function')
    return signal;
  throw usageError('option_invalid', 'The option signal is an AbortSignal.');
}
