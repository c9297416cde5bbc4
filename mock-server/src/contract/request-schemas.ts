import type { requestSchemas } from '@homestar/sdk/internal/schemas';

let loading: Promise<typeof requestSchemas> | undefined;

/**
 * The schemas of requests. With zod they take as long to load as all the rest of the server, so they come with the
 * first request that is held against them, or before it once the server is ready.
 */
export function loadRequestSchemas(): Promise<typeof requestSchemas> {
  loading ??= import('@homestar/sdk/internal/schemas').then((schemas) => schemas.requestSchemas);
  return loading;
}
