import type { Call } from './call/call.ts';
import { createCaller } from './call/create-caller.ts';
import type { CallDefaults } from './call/options.ts';
import { type RequestOptions, requestAny } from './call/request-any.ts';
import { DEFAULTS, type Settings, settingsOf } from './call/settings.ts';
import { type ClientOptions, readOptions } from './client-options.ts';
import type { Core } from './core.ts';
import { usageError } from './errors/usage.ts';
import { Resources } from './generated/resources.ts';
import { closeCore, openCore, type Parts } from './open-core.ts';

const inspect = Symbol.for('nodejs.util.inspect.custom');

/**
 * A client of the HomeStar API. It holds its connections and its keys, so make one and keep it.
 *
 * @example
 * ```ts
 * import { HomeStar } from '@homestar/sdk';
 *
 * const client = new HomeStar(); // HOMESTAR_API_KEY, HOMESTAR_BASE_URL
 * for await (const property of client.properties.list({ city: 'Austin' })) {
 *   console.log(property.listingKey, property.listPrice);
 * }
 * await client.close();
 * ```
 */
export class HomeStar extends Resources {
  readonly #core: Core;
  readonly #settings: Settings;

  /**
   * Reads the key and the options; opens nothing.
   *
   * @throws `UsageError` `api_key_missing`, `api_key_invalid`, `base_url_invalid`, `base_url_insecure`, `option_invalid`
   */
  constructor(options?: ClientOptions);
  constructor(options: ClientOptions | Parted = {}) {
    const { core, settings } = options instanceof Parted ? options : parted(options);
    super(createCaller(core, settings));
    this.#core = core;
    this.#settings = settings;
  }

  /**
   * A client with other limits or headers that shares keys and connections with this one, and is
   * closed with it.
   *
   * @throws `UsageError` `option_invalid`, `header_refused`
   * @example
   * ```ts
   * const patient = client.with({ timeout: 60_000, deadline: 300_000 });
   * ```
   */
  with(options: CallDefaults): HomeStar {
    return derived(new Parted(this.#core, settingsOf(options, this.#settings)));
  }

  /**
   * Calls any path of the API, for operations that this version has no method for.
   *
   * @param path Path and query, percent-encoded, never an origin.
   * @throws `UsageError` `argument_invalid`
   * @example
   * ```ts
   * const answer = await client.request('GET', '/v1/properties', { query: { limit: 10 } });
   * ```
   */
  request<T = unknown>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options: RequestOptions = {},
  ): Call<T> {
    return requestAny<T>(this.#core, this.#settings, method, path, options);
  }

  /**
   * Refuses new calls and waits for those under way, whose waits for another attempt end at once;
   * then lets go of the connections.
   *
   * @param options `abort: true` ends the calls under way at once, with the code `client_closed`.
   * @example
   * ```ts
   * await client.close();
   * ```
   */
  close(options: { readonly abort?: boolean } = {}): Promise<void> {
    this.#core.closing ??= closeCore(this.#core);
    if (options.abort === true) {
      for (const life of this.#core.lives) life.abort(usageError('client_closed', 'The client was closed.'));
    }
    return this.#core.closing;
  }

  /** What may be shown: the address and the ids of the keys. */
  toJSON(): { baseUrl: string; keys: string[] } {
    const { base, ring } = this.#core;
    return { baseUrl: ring.clean(base.origin + base.path), keys: ring.hints() };
  }

  [inspect](): string {
    return `HomeStar ${JSON.stringify(this)}`;
  }
}

/** Makes a client over a runtime and a transport of a test's own. */
export function createClient(options: ClientOptions, parts: Parts): HomeStar {
  return derived(parted(options, parts));
}

/** The parts of a client, ready made. Not exported, so that nobody outside can hand them in. */
class Parted {
  readonly core: Core;
  readonly settings: Settings;

  constructor(core: Core, settings: Settings) {
    this.core = core;
    this.settings = settings;
  }
}

function parted(given: unknown, parts?: Parts): Parted {
  const options = readOptions(given);
  return new Parted(openCore(options, parts), settingsOf(options, DEFAULTS));
}

function derived(parts: Parted): HomeStar {
  return new HomeStar(parts as unknown as ClientOptions);
}
