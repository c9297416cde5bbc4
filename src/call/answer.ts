import type { Received, WireHeaders } from '../transport/transport.ts';
import type { ResponseInfo } from './call.ts';

const LONGEST_ID = 64;

/** A header of an answer; several of one name as a list between commas. */
export function headerOf(headers: WireHeaders, name: string): string | undefined {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return Array.isArray(value) ? value.join(', ') : value;
}

/** Whether the answer says that it is JSON. */
export function isJson({ headers }: Received): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(headerOf(headers, 'content-type') ?? '');
}

/** The server's id of the request. What cannot be one is not taken over: it could be anything. */
export function requestIdOf({ headers }: Received, clean: (text: string) => string): string | null {
  const id = headerOf(headers, 'request-id');
  return id !== undefined && id.length <= LONGEST_ID && /^[\w.:-]+$/.test(id) ? clean(id) : null;
}

/** What a caller gets to see of an answer beside its data. */
export function responseInfo(received: Received, clean: (text: string) => string): ResponseInfo {
  const headers: Record<string, string> = Object.create(null);
  for (const name of Object.keys(received.headers))
    headers[clean(name)] = clean(headerOf(received.headers, name) ?? '');
  return { status: received.status, headers, requestId: requestIdOf(received, clean) };
}
