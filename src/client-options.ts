import type { CallDefaults } from './call/options.ts';
import { usageError } from './errors/usage.ts';
import type { ClientEvent } from './events.ts';
import { ownMembers } from './own-members.ts';
import { redactText } from './redact/text.ts';
import type { ApiKey } from './sources/source.ts';
import type { Dispatcher } from './transport/dispatcher.ts';

/** What a client is made of. Everything is optional. */
export interface ClientOptions extends CallDefaults {
  /**
   * The key: a text, a `Secret`, two keys as `{ primary, secondary }`, or a source.
   *
   * @default `fromEnv()`, which reads `HOMESTAR_API_KEY` and `HOMESTAR_SECONDARY_API_KEY`.
   */
  readonly apiKey?: ApiKey | undefined;
  /**
   * Where the API is; a path in it is kept.
   *
   * @default `HOMESTAR_BASE_URL`, else `https://api.homestar.example`.
   */
  readonly baseUrl?: string | URL | undefined;
  /**
   * Allows plain `http:` to other machines than this one, for test keys (`idx_test_…`) only.
   *
   * @default Whether `HOMESTAR_ALLOW_HTTP` is `1` or `true`.
   */
  readonly allowInsecureHttp?: boolean | undefined;
  /**
   * An undici dispatcher of your own, such as an `Agent` with a proxy or client certificates. It is
   * never closed by the client.
   *
   * @default A pool of 50 connections, opened by the first call.
   */
  readonly dispatcher?: Dispatcher | undefined;
  /** Told of retries and the like while they happen. What it throws, or its promise rejects with, is ignored. */
  readonly onEvent?: ((event: ClientEvent) => void) | undefined;
}

const NAMES: ReadonlySet<string> = new Set<keyof ClientOptions>([
  'apiKey',
  'baseUrl',
  'allowInsecureHttp',
  'dispatcher',
  'onEvent',
  'timeout',
  'deadline',
  'maxRetries',
  'headers',
]);

/** Takes the options that the object has itself, and refuses what is none. */
export function readOptions(given: unknown): Partial<ClientOptions> {
  if (typeof given !== 'object' || given === null) {
    throw usageError('option_invalid', 'The options are an object: new HomeStar({ apiKey, baseUrl }).');
  }
  const options = ownMembers(given as ClientOptions);
  for (const name of Object.keys(options)) {
    if (!NAMES.has(name))
      throw usageError('option_invalid', `There is no option ${redactText(name).slice(0, 50)}.`);
  }
  const { onEvent, dispatcher, allowInsecureHttp } = options;
  if (onEvent !== undefined && typeof onEvent !== 'function') {
    throw usageError('option_invalid', 'The option onEvent is a function.');
  }
  if (dispatcher !== undefined && typeof dispatcher?.dispatch !== 'function') {
    throw usageError(
      'option_invalid',
      'The option dispatcher has a method dispatch, as those of undici have.',
    );
  }
  if (allowInsecureHttp !== undefined && typeof allowInsecureHttp !== 'boolean') {
    throw usageError('option_invalid', 'The option allowInsecureHttp is true or false.');
  }
  return options;
}
