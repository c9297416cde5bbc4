import type { Head } from '../host/arrival.ts';
import { holdsKey } from '../keys/in-text.ts';

type Single = Exclude<keyof Head, 'apiKeys' | 'keyInHeader'>;

const single: Readonly<Record<string, Single>> = {
  host: 'host',
  origin: 'origin',
  'content-type': 'contentType',
  'content-encoding': 'contentEncoding',
  'content-length': 'contentLength',
  'if-match': 'ifMatch',
  'idempotency-key': 'idempotencyKey',
  'request-id': 'requestId',
  'user-agent': 'userAgent',
  'x-mock-client-ip': 'mockClientIp',
};

/**
 * Picks the headers out of the raw head, so that nothing is merged: two `X-API-Key` are seen as two. Of another
 * header given twice the values stand joined, as RFC 9110 (5.3) reads them, and then fit no rule that wants one.
 */
export function readHead(headers: readonly string[]): Head {
  const head: { -readonly [K in Single]: string | null } = {
    host: null,
    origin: null,
    contentType: null,
    contentEncoding: null,
    contentLength: null,
    ifMatch: null,
    idempotencyKey: null,
    requestId: null,
    userAgent: null,
    mockClientIp: null,
  };
  const apiKeys: string[] = [];
  let keyInHeader: string | null = null;
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = (headers[i] as string).toLowerCase();
    const value = headers[i + 1] as string;
    if (name === 'x-api-key') {
      // Two lines that a proxy has joined are two keys still: no key holds a comma.
      apiKeys.push(...value.split(','));
      continue;
    }
    if (keyInHeader === null && headerHoldsKey(headers[i] as string, value)) keyInHeader = name;
    if (!Object.hasOwn(single, name)) continue;
    const member = single[name] as Single;
    const earlier = head[member];
    head[member] = earlier === null ? value : `${earlier}, ${value}`;
  }
  // An unset variable makes an empty header: there is no key, rather than one that is wrong.
  const presented = apiKeys.length === 1 && apiKeys[0] === '' ? [] : apiKeys;
  return { ...head, apiKeys: presented, keyInHeader };
}

/** In the value as it stands or as credentials are wrapped (Basic is base64), or as the name by a slip. */
function headerHoldsKey(name: string, value: string): boolean {
  if (holdsKey(value) || holdsKey(name)) return true;
  const credentials = name.toLowerCase().endsWith('authorization') ? value.split(/\s+/, 2)[1] : undefined;
  return credentials !== undefined && holdsKey(Buffer.from(credentials, 'base64').toString('latin1'));
}
