import type { InputError, Refusal } from '../checks/refusal.ts';
import { isRefusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import { keyInText } from '../keys/in-body.ts';
import type { Body } from '../wire/read-body.ts';
import { parseIfMatch } from './if-match.ts';
import { inputErrors } from './input-errors.ts';
import { parseQuery } from './query.ts';

interface Parses {
  safeParse(
    input: unknown,
  ): { success: true; data: unknown } | { success: false; error: { issues: readonly Issue[] } };
}
export interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly expected?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly values?: readonly unknown[];
}
export interface Schemas {
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
}
export interface Input {
  readonly path: object;
  readonly query: object;
  readonly body: unknown;
  readonly ifMatch: readonly string[] | null;
}
interface Asks {
  readonly operation: { readonly ifMatch: string | null; readonly body: string | null };
  readonly params: Readonly<Record<string, string>>;
}

/** Path, query, `If-Match` and body, held against the contract; every fault is told at once, under its place. */
export function validate(schemas: Schemas, asks: Asks, arrival: Arrival, body: Body): Input | Refusal {
  const { operation, params } = asks;
  const ifMatch = parseIfMatch(arrival.head.ifMatch);
  if (operation.ifMatch === 'required' && ifMatch === null) {
    return { refused: 'precondition_required', check: { name: 'if_match', saw: { ifMatch: null } } };
  }
  const misplaced = keyInText(body.value);
  if (misplaced) return misplaced;
  const errors: InputError[] = [];
  const query = parseQuery(arrival.query);
  const parsed = {
    path: parse(schemas.path, params, '/path', errors),
    query: isRefusal(query) ? {} : parse(schemas.query, query, '/query', errors),
    body: operation.body === null ? undefined : parseBody(schemas.body, operation.body, body.value, errors),
  };
  if (isRefusal(query)) return query;
  if (ifMatch === 'malformed')
    errors.push({ pointer: '/headers/if-match', detail: 'is not a list of entity tags such as "3"' });
  if (errors.length > 0 || ifMatch === 'malformed') return invalid(errors);
  return { path: parsed.path as object, query: parsed.query as object, body: parsed.body, ifMatch };
}

/** Input that cannot be taken, each fault under its JSON pointer. */
export function invalid(errors: readonly InputError[]): Refusal {
  return {
    refused: 'validation_failed',
    check: { name: 'input', saw: { pointers: errors.map(({ pointer }) => pointer) } },
    errors,
  };
}

function parseBody(schema: unknown, need: string, value: unknown, errors: InputError[]): unknown {
  if (value === undefined && need === 'optional') return undefined;
  if (value === undefined) {
    errors.push({ pointer: '/body', detail: 'is missing; send a JSON object' });
    return undefined;
  }
  return parse(schema, value, '/body', errors);
}

function parse(schema: unknown, value: unknown, at: string, errors: InputError[]): unknown {
  const result = (schema as Parses).safeParse(value);
  if (result.success) return result.data;
  errors.push(...inputErrors(result.error.issues, value, at));
  return undefined;
}
