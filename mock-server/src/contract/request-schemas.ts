import type { requestSchemas } from '@homestar/sdk/internal/schemas';

let loaded: typeof requestSchemas | undefined;

/**
 * The schemas of requests. With zod they take as long to load as all the rest of the server, so they come with the
 * first request that is held against them, or before it once the server is ready. They are kept here, since asking the
 * loader on each request for a module that it has costs a tenth of the request.
 */
export async function loadRequestSchemas(): Promise<typeof requestSchemas> {
  loaded ??= (await import('@homestar/sdk/internal/schemas')).requestSchemas;
  return loaded;
}
