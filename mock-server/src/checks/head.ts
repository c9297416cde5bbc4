import { isLoopback } from '../wire/loopback.ts';
import type { Check } from './check.ts';

/** What the head of a request tells before anything is known of its key. */
export interface HeadFacts {
  readonly method: string;
  readonly profile: 'qa' | 'strict';
  /** The `Host` header's host without port, in lower case; null where absent or given twice. */
  readonly host: string | null;
  /** The `Origin` header as sent; null where absent. */
  readonly origin: string | null;
  readonly peerAddress: string;
  readonly encrypted: boolean;
  readonly keyed: boolean;
  readonly presentedKeys: readonly string[];
  readonly keyInUrl: boolean;
  /** Name of a header other than `X-API-Key` that holds a key. */
  readonly keyInHeader: string | null;
}

const localNames = new Set(['localhost', '[::1]']);

function isLocalHost(host: string): boolean {
  return localNames.has(host) || isLoopback(host);
}

/** An origin is let in whatever its port and scheme, as long as its host is this machine. */
export function isLocalOrigin(origin: string): boolean {
  const match = /^https?:\/\/(\[[0-9a-f:]+\]|[^/:@\s]+)(?::\d{1,5})?$/i.exec(origin);
  return match?.[1] !== undefined && isLocalHost(match[1].toLowerCase());
}

/**
 * The qa profile's server has published keys, so a page from elsewhere must not drive it: neither by a request
 * from the browser (`Origin`), nor through a name that was made to resolve to this machine (`Host`).
 */
export const localOnly: readonly Check<HeadFacts>[] = [
  {
    name: 'host',
    code: 'host_not_allowed',
    fails: ({ profile, host }) =>
      profile === 'strict' || (host !== null && isLocalHost(host)) ? undefined : { host },
  },
  {
    name: 'origin',
    code: 'origin_not_allowed',
    fails: ({ profile, origin }) =>
      profile === 'strict' || origin === null || isLocalOrigin(origin) ? undefined : { origin },
  },
];

/** Transport and exactly one key, in the one place where a key belongs. */
export const head: readonly Check<HeadFacts>[] = [
  {
    name: 'transport',
    code: 'transport_insecure',
    fails: ({ encrypted, peerAddress }) =>
      encrypted || isLoopback(peerAddress) ? undefined : { encrypted, peerAddress },
  },
  {
    name: 'one_key',
    code: 'api_key_repeated',
    fails: ({ presentedKeys }) =>
      presentedKeys.length > 1 ? { presented: presentedKeys.length } : undefined,
  },
  {
    name: 'key_not_in_url',
    code: 'key_in_url',
    fails: ({ keyInUrl }) => (keyInUrl ? { keyInUrl } : undefined),
  },
  {
    name: 'key_not_in_header',
    code: 'key_in_header',
    fails: ({ keyInHeader }) => (keyInHeader === null ? undefined : { header: keyInHeader }),
  },
  {
    name: 'key_present',
    code: 'key_missing',
    fails: ({ keyed, presentedKeys }) => (keyed && presentedKeys.length === 0 ? { presented: 0 } : undefined),
  },
];
