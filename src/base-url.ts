import { environmentVariable } from './environment.ts';
import { usageError } from './errors/usage.ts';
import { parseKey } from './key/format.ts';

/** The contract's first server. */
const DEFAULT_BASE_URL = 'https://api.homestar.example';

/** Where requests go. */
export interface BaseUrl {
  readonly origin: string;
  /** What stands before every path, without a slash at its end. */
  readonly path: string;
  /** Whether nobody chose it. */
  readonly isDefault: boolean;
}

/**
 * Reads the base URL: as given, else `HOMESTAR_BASE_URL`, else the public one. An unusable value is
 * not quoted, since it may well be a key in the wrong place.
 */
export function readBaseUrl(given: unknown): BaseUrl {
  const chosen = given ?? environmentVariable('HOMESTAR_BASE_URL');
  const text = chosen instanceof URL ? chosen.href : (chosen ?? DEFAULT_BASE_URL);
  const url = typeof text === 'string' ? parse(text.trim()) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw usageError('base_url_invalid', 'The base URL is not an http or https URL.');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw usageError('base_url_invalid', 'The base URL has a user, a query or a fragment.');
  }
  return { origin: url.origin, path: url.pathname.replace(/\/+$/, ''), isDefault: chosen === undefined };
}

/** Refuses to send keys where others can read them. */
export function checkTransportSecurity(
  base: BaseUrl,
  keys: readonly string[],
  {
    allowInsecureHttp,
    ownTransport,
  }: { readonly allowInsecureHttp: boolean; readonly ownTransport: boolean },
): void {
  if (base.origin.startsWith('https:')) {
    const unverified = ownTransport && environmentVariable('NODE_TLS_REJECT_UNAUTHORIZED') === '0';
    if (unverified && keys.some((key) => parseKey(key)?.environment !== 'test')) {
      throw usageError('base_url_insecure', 'TLS verification is off, and the key is not a test key.');
    }
    return;
  }
  if (isLoopback(new URL(base.origin).hostname)) return;
  if (!allowInsecureHttp)
    throw usageError('base_url_insecure', 'The base URL is plain http to another machine.');
  if (keys.some((key) => parseKey(key)?.environment !== 'test')) {
    throw usageError('base_url_insecure', 'Over plain http only test keys (idx_test_…) are sent.');
  }
}

// Names other than localhost are resolved by somebody else, so they are not loopback, whatever they
// resolve to. URL writes every form of an IPv4 address in four decimal parts.
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
