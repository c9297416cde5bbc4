import type { IncomingMessage } from 'node:http';

/**
 * What is wrong with the `Host` header, if anything. HTTP/1.1 has exactly one (RFC 9112, 3.2): of two, a proxy
 * may have gone by the other.
 */
export function hostFault({ rawHeaders, httpVersion }: IncomingMessage): string | undefined {
  let lines = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') lines++;
  }
  if (lines > 1) return 'There is more than one Host header.';
  return lines === 0 && httpVersion === '1.1' ? 'There is no Host header.' : undefined;
}
