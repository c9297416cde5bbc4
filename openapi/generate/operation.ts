import type { ClientOperation, Operation, OperationRules } from '../../src/contract/operation.ts';
import type { Contract, Facts } from './contract.ts';
import { referred } from './walk.ts';

/** All that the contract says of an operation. */
export function operation(contract: Contract, facts: Facts): Operation {
  return { ...clientOperation(contract, facts), ...rules(facts) };
}

/** What clients need of it. */
export function clientOperation(contract: Contract, facts: Facts): ClientOperation {
  const { id, method, path, source, headers, body, answer } = facts;
  return {
    id,
    method: method as ClientOperation['method'],
    path,
    keyed: (source.security ?? contract.document.security ?? []).length > 0,
    readOnly: method === 'GET' || source['x-read-only'] === true,
    idempotent: headers.has('Idempotency-Key'),
    sensitive: answer ? marked(contract, answer, 'x-sensitive', '') : [],
    carriesKey: body ? marked(contract, body.name, 'x-carries-key', '') : [],
  };
}

/** What only a server needs of it. */
export function rules(facts: Facts): OperationRules {
  const { source, headers, body, status, item } = facts;
  const ifMatch = headers.get('If-Match');
  const limit = source['x-rate-limit'];
  return {
    permission: source['x-permission'] ?? null,
    self: source['x-self'] ?? null,
    mfa: source['x-mfa'] ?? null,
    policies: limit?.policies ?? [],
    cost: limit?.cost ?? 0,
    paginated: item !== null,
    body: body ? (body.required ? 'required' : 'optional') : null,
    ifMatch: ifMatch ? (ifMatch.required ? 'required' : 'optional') : null,
    status,
    deprecatedAt: source['x-deprecated-at'] ?? null,
    sunsetAt: source['x-sunset-at'] ?? null,
  };
}

type Mark = 'x-sensitive' | 'x-carries-key';

/** JSON pointers of the fields that are so marked; `*` stands for every element of a list. */
function marked(contract: Contract, name: string, mark: Mark, pointer: string): string[] {
  const visit = (schema: Contract['schemas'][string], at: string): string[] => {
    if (schema[mark]) return [at];
    if (schema.$ref) return marked(contract, referred(schema.$ref), mark, at);
    const fields = Object.entries(schema.properties ?? {}).flatMap(([field, s]) =>
      visit(s, `${at}/${field}`),
    );
    const choices = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap((s) => visit(s, at));
    return [...fields, ...choices, ...(schema.items ? visit(schema.items, `${at}/*`) : [])];
  };
  return [...new Set(visit(contract.schemas[name] ?? {}, pointer))];
}
