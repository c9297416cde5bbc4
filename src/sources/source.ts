import type { Secret } from '../key/secret.ts';

/** Two keys of one caller, in order of preference: after a rotation the new one is `primary`. */
export interface KeyPair {
  readonly primary: string | Secret;
  readonly secondary?: string | Secret | undefined;
}

/** A place that keys are read from. */
export interface KeySource {
  /**
   * The keys in order of preference. Called once, when the client is made. Where it throws, the constructor throws
   * `UsageError` `api_key_missing`, without its message, which may hold what it read.
   */
  load(): readonly (string | Secret)[];
}

/** What can be given as the API key. */
export type ApiKey = string | Secret | KeyPair | KeySource;
