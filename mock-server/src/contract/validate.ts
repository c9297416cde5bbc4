import type { Operation } from '@homestar/sdk/internal';
import { type InputError, isRefusal, type Refusal } from '../checks/refusal.ts';
import type { Arrival } from '../host/arrival.ts';
import { keyInText } from '../keys/in-body.ts';
import { invalid } from '../operations/invalid.ts';
import type { Body } from '../wire/read-body.ts';
import { parseIfMatch } from './if-match.ts';
import { type Issue, inputErrors } from './input-errors.ts';
import { parseQuery } from './query.ts';

interface Parses {
  safeParse(
    input: unknown,
  ): { success: true; data: unknown } | { success: false; error: { issues: readonly Issue[] } };
}
export interface Schemas {
  readonly path: Parses;
  readonly query: Parses;
  readonly body: Parses | null;
}
export interface Input {
  readonly path: object;
  readonly query: object;
  readonly body: unknown;
  readonly ifMatch: readonly string[] | null;
}
interface Asks {
  readonly operation: Pick<Operation, 'ifMatch' | 'body' | 'carriesKey'>;
  readonly params: Readonly<Record<string, string>>;
}

/** Path, query, `If-Match` and body, held against the contract; every fault is told at once, under its place. */
export function validate(schemas: Schemas, asks: Asks, arrival: Arrival, body: Body): Input | Refusal {
  const { operation, params } = asks;
  const ifMatch = parseIfMatch(arrival.head.ifMatch);
  if (operation.ifMatch === 'required' && ifMatch === null) {
    return { refused: 'precondition_required', check: { name: 'if_match', saw: { ifMatch: null } } };
  }
  const misplaced = keyInText(body.value, operation.carriesKey);
  if (misplaced) return misplaced;
  const errors: InputError[] = [];
  const query = parseQuery(arrival.query);
  const parsed = {
    path: parse(schemas.path, params, '/path', errors),
    query: isRefusal(query) ? {} : parse(schemas.query, query, '/query', errors),
    body: schemas.body && parseBody(schemas.body, operation.body, body.value, errors),
  };
  if (isRefusal(query)) return query;
  if (ifMatch === 'malformed')
    errors.push({ pointer: '/headers/if-match', detail: 'is not a list of entity tags such as "3"' });
  if (errors.length > 0 || ifMatch === 'malformed') return invalid(errors);
  return { path: parsed.path as object, query: parsed.query as object, body: parsed.body, ifMatch };
}

function parseBody(schema: Parses, need: string | null, value: unknown, errors: InputError[]): unknown {
  if (value === undefined && need === 'optional') return undefined;
  if (value === undefined) {
    errors.push({ pointer: '/body', detail: 'is missing; send a JSON object' });
    return undefined;
  }
  return parse(schema, value, '/body', errors);
}

function parse(schema: Parses, value: unknown, at: string, errors: InputError[]): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  errors.push(...inputErrors(result.error.issues, value, at));
  return undefined;
}
