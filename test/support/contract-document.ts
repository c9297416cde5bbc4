import { readFileSync } from 'node:fs';
import type { OperationId } from '@homestar/sdk/internal';
import type { ControlOperationId } from '../../mock-server/src/generated/control-operations.ts';

/** The operations of both documents. */
export type AnyOperationId = OperationId | ControlOperationId;

/** The slice of an OpenAPI document that the tests read. */
export interface Document {
  readonly paths: Record<string, Record<string, DeclaredOperation>>;
  readonly components: Record<string, Record<string, unknown>>;
}
export interface DeclaredOperation {
  readonly operationId: AnyOperationId;
  readonly responses: Record<string, DeclaredResponse>;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: DeclaredBody;
}
interface DeclaredBody {
  readonly required?: boolean;
  readonly content: Record<
    string,
    { readonly example?: unknown; readonly examples?: Record<string, { value: unknown }> }
  >;
}
interface DeclaredResponse {
  readonly headers?: Record<string, { readonly schema: HeaderSchema; readonly example?: unknown }>;
  readonly content?: DeclaredBody['content'];
}
export interface HeaderSchema {
  readonly type: 'string' | 'integer';
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}
export interface Declared {
  readonly method: string;
  readonly path: string;
  readonly operation: DeclaredOperation;
}

const files = {
  homestar: '../../openapi/bundled/homestar.json',
  control: '../../mock-server/openapi/control.json',
};
const methods = new Set(['get', 'put', 'post', 'patch', 'delete']);

export function readDocument(name: 'homestar' | 'control'): Document {
  return JSON.parse(readFileSync(new URL(files[name], import.meta.url), 'utf8'));
}

/** Every operation, with the references of its responses followed. */
export function declaredOperations(document: Document): Declared[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => {
        const responses = Object.entries(operation.responses).map(([status, response]) => [
          status,
          withHeaders(document, follow(document, response)),
        ]);
        return {
          method: method.toUpperCase(),
          path,
          operation: {
            ...operation,
            parameters: (operation.parameters ?? []).map((parameter) => follow(document, parameter)),
            responses: Object.fromEntries(responses),
          },
        };
      }),
  );
}

function withHeaders(document: Document, response: DeclaredResponse): DeclaredResponse {
  const headers = Object.entries(response.headers ?? {}).map(([name, header]) => [
    name.toLowerCase(),
    follow(document, header),
  ]);
  return { ...response, headers: Object.fromEntries(headers) };
}

function follow<T>(document: Document, node: T): T {
  const reference = (node as { $ref?: string }).$ref;
  if (reference === undefined) return node;
  const steps = reference.slice(2).split('/');
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document) as T;
}
