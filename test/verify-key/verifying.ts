import type { KeyVerification, KeyVerifyParams } from '@homestar/sdk/internal';
import type { Answer } from '../support/send.ts';
import type { TestServer } from '../support/server.ts';

export type Verified = KeyVerification & { readonly errors?: readonly { pointer: string; detail: string }[] };

/** Asks, as `by`, what a key is worth. */
export function verify(
  server: TestServer,
  by: string,
  apiKey: string,
  wants: Omit<KeyVerifyParams, 'apiKey'> & { readonly headers?: readonly string[] } = {},
): Promise<Answer<Verified>> {
  const { headers = [], ...wanted } = wants;
  return server.call<Verified>('POST', '/v1/keys/verify', {
    key: by,
    body: { apiKey, ...wanted },
    headers,
  });
}
