/**
 * The schemas of requests. With zod they take as long to load as all the rest of the server, so they come with the
 * first request that is held against them, or before it once the server is ready.
 */
export async function loadRequestSchemas() {
  return (await import('@homestar/sdk/internal/schemas')).requestSchemas;
}
