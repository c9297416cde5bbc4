import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Operation, type OperationId, operations } from '@homestar/sdk/internal';
import { requestSchemas } from '@homestar/sdk/internal/schemas';
import { createRouter } from '../../mock-server/src/contract/router.ts';

interface Examples {
  readonly example?: object;
  readonly examples?: Readonly<Record<string, { readonly value: object }>>;
}
type Responses = Record<string, { content?: Record<string, Examples> }>;
const contract = JSON.parse(
  readFileSync(new URL('../../openapi/bundled/homestar.json', import.meta.url), 'utf8'),
) as { paths: Record<string, Record<string, { responses: Responses }>> };

/** An API that answers each well-formed request with the contract's own example, and notes what it was asked. */
export async function startExampleApi() {
  const route = createRouter<Operation & { readonly id: OperationId }>(Object.values(operations));
  const asked: string[] = [];
  const faults: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url as string, 'http://localhost');
    const found = route(request.method as string, url.pathname);
    let body = '';
    for await (const chunk of request) body += chunk;
    if (found.kind !== 'found') {
      faults.push(`${request.method} ${request.url} is no operation`);
      response.writeHead(404).end();
      return;
    }
    const { operation, params } = found;
    asked.push(operation.id);
    const schemas = requestSchemas[operation.id];
    const parts = [
      schemas.path.safeParse(params),
      schemas.query.safeParse(Object.fromEntries(url.searchParams)),
      ...(schemas.body === null ? [] : [schemas.body.safeParse(JSON.parse(body))]),
    ];
    for (const part of parts) if (!part.success) faults.push(`${operation.id}: ${part.error.message}`);
    const declared = contract.paths[operation.path]?.[operation.method.toLowerCase()]?.responses;
    const given = declared?.[operation.status]?.content?.['application/json'];
    const example = given?.example ?? Object.values(given?.examples ?? {})[0]!.value;
    // One page, so that a loop over all ends.
    const answer = 'nextCursor' in example ? { ...example, nextCursor: null } : example;
    response.writeHead(operation.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    faults,
    close: () => new Promise((closed) => server.close(closed)),
  };
}
