import type { Operation } from '../../src/contract/operation.ts';
import type { Contract, Facts } from './contract.ts';
import { literal } from './literal.ts';
import { referred } from './walk.ts';

/** The table that routes on the server, and that a client sends by. */
export function operations(contract: Contract, name: string, from: string): string {
  const rows = contract.operations.map((facts) => `'${facts.id}': ${literal(operation(contract, facts))},`);
  const Name = name === 'operations' ? 'OperationId' : 'ControlOperationId';
  return `import type { Operation } from '${from}';

/** Every operation of the contract, by its id. */
export const ${name} = { ${rows.join('\n')} } as const satisfies Record<string, Operation>;

export type ${Name} = keyof typeof ${name};
`;
}

function operation(contract: Contract, facts: Facts): Operation {
  const { id, method, path, source, headers, body, status, answer, item } = facts;
  const ifMatch = headers.get('If-Match');
  const limit = source['x-rate-limit'];
  return {
    id,
    method: method as Operation['method'],
    path,
    keyed: (source.security ?? contract.document.security ?? []).length > 0,
    permission: source['x-permission'] ?? null,
    self: source['x-self'] ?? null,
    mfa: source['x-mfa'] ?? null,
    readOnly: method === 'GET' || source['x-read-only'] === true,
    policies: limit?.policies ?? [],
    cost: limit?.cost ?? 0,
    paginated: item !== null,
    body: body ? (body.required ? 'required' : 'optional') : null,
    idempotent: headers.has('Idempotency-Key'),
    ifMatch: ifMatch ? (ifMatch.required ? 'required' : 'optional') : null,
    status,
    sensitive: answer ? secrets(contract, answer, '') : [],
    deprecatedAt: source['x-deprecated-at'] ?? null,
    sunsetAt: source['x-sunset-at'] ?? null,
  };
}

/** JSON pointers of the fields that hold a secret; `*` stands for every element of a list. */
function secrets(contract: Contract, name: string, pointer: string): string[] {
  const visit = (schema: Contract['schemas'][string], at: string): string[] => {
    if (schema['x-sensitive']) return [at];
    if (schema.$ref) return secrets(contract, referred(schema.$ref), at);
    const fields = Object.entries(schema.properties ?? {}).flatMap(([field, s]) =>
      visit(s, `${at}/${field}`),
    );
    const choices = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap((s) => visit(s, at));
    return [...fields, ...choices, ...(schema.items ? visit(schema.items, `${at}/*`) : [])];
  };
  return [...new Set(visit(contract.schemas[name] ?? {}, pointer))];
}
