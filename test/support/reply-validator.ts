import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import * as openApiValidator from 'express-openapi-validator';
import type { Reply } from '../../mock-server/src/host/call.ts';
import type { DeclaredOperation, Document } from './contract-document.ts';

/** What is wrong with the body of a reply, by the schema that the document has for it. */
export type ReplyValidator = (method: string, path: string, reply: Reply) => Promise<string | undefined>;

/** Where the schema of problems stands, for all replies that are one. */
export const problemPath = '/any-problem';

export function headerOf({ headers }: Pick<Reply, 'headers'>, name: string): string | undefined {
  const at = headers.findIndex((text, i) => i % 2 === 0 && text.toLowerCase() === name);
  return at < 0 ? undefined : headers[at + 1];
}

/** To set up a validator takes a tenth of a second, and most tests need one of the two. */
export function createReplyValidator(document: Document): ReplyValidator {
  let validate: ReplyValidator | undefined;
  return (...asked) => {
    validate ??= setUp(document);
    return validate(...asked);
  };
}

/**
 * express-openapi-validator in front of nothing: each reply goes through it as the answer of an express application.
 * Paths outside `servers` would pass unchecked without a word, hence the copy with `/`. Of problems there is one schema,
 * which stands under a path of its own: for replies that no operation declares, because the validator lets every 5xx
 * pass unread, and because it would compile that schema anew for each status of each operation.
 */
function setUp(document: Document): ReplyValidator {
  const problem = {
    description: 'A problem.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  const probe = { get: { operationId: 'any.problem', responses: { 400: problem } } };
  const paths = { ...withoutProblems(document.paths), [problemPath]: probe };
  const apiSpec = { ...document, servers: [{ url: '/' }], paths };
  const asked = new WeakMap<object, { readonly reply: Reply; readonly done: (fault?: string) => void }>();

  const app = express();
  app.use((request: Request, response: Response, next: NextFunction) => {
    const { reply, done } = asked.get(request)!;
    response.status(reply.status);
    const type = headerOf(reply, 'content-type');
    if (type) response.setHeader('Content-Type', type);
    response.json = () => {
      done();
      return response;
    };
    next();
  });
  app.use(
    openApiValidator.middleware({
      apiSpec: apiSpec as never,
      validateRequests: false,
      validateResponses: { allErrors: true },
      validateApiSpec: false,
      validateSecurity: false,
      fileUploader: false,
    }),
  );
  app.use((request: Request, response: Response) => {
    const { reply, done } = asked.get(request)!;
    if (!(request as { openapi?: { schema?: unknown } }).openapi?.schema)
      done('the validator knows no such operation');
    else response.json(reply.body === '' ? undefined : JSON.parse(reply.body));
  });
  app.use((error: Error, request: Request, _response: Response, _next: NextFunction) => {
    asked.get(request)!.done(error.message);
  });

  const socket = new Socket();
  return (method, path, reply) =>
    new Promise((done) => {
      const request = Object.assign(new IncomingMessage(socket), { method, url: path });
      asked.set(request, { reply, done });
      app(request, new ServerResponse(request));
    });
}

function withoutProblems(paths: Document['paths']): Document['paths'] {
  const successes = (operation: DeclaredOperation) => ({
    ...operation,
    responses: Object.fromEntries(
      Object.entries(operation.responses).filter(([status]) => Number(status) < 400),
    ),
  });
  return mapValues(paths, (item) => mapValues(item, successes));
}

function mapValues<T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
