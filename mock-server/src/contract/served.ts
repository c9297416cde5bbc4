import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Arrival } from '../host/arrival.ts';
import type { Reply } from '../host/call.ts';

/** Where the contracts are served, and the package that holds each. */
const documents: Readonly<Record<string, string>> = {
  '/openapi.json': '@homestar/sdk/openapi.json',
  '/_mock/openapi.json': '@homestar/mock-server/openapi.json',
};
const { resolve } = createRequire(import.meta.url);

export function asksForContract({ method, path }: Arrival): boolean {
  return method === 'GET' && Object.hasOwn(documents, path);
}

/** The contract that this server keeps, as it ships. Needs no key, and is no event: it is the same for everybody. */
export async function contractReply({ path, requestId }: Arrival): Promise<Reply> {
  const body = await readFile(resolve(documents[path] as string), 'utf8');
  const headers = ['Content-Type', 'application/json', 'Cache-Control', 'no-cache', 'Request-Id', requestId];
  return { status: 200, headers, body };
}
