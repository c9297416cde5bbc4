import type { Contract, Facts } from './contract.ts';
import type { Schema } from './document.ts';
import { fromText } from './parameters.ts';
import type { Side } from './sides.ts';
import { imported, type Target } from './target.ts';
import { camel } from './words.ts';
import { expression } from './zod.ts';

/**
 * zod schemas: what a caller sends is closed, and defaults are filled in; what a server answers is open, so
 * that members and enum values of a later version pass, and nothing is stripped or changed.
 */
export function schemas(contract: Contract, target: Target): string {
  const { operations } = contract;
  const constants = [...named(contract, 'request'), ...named(contract, 'response')];
  const requests = operations.map((facts) => `'${facts.id}': ${request(contract, facts)},`);
  const responses = operations.map(({ id, answer }) => `'${id}': ${answer ? camel(answer) : null},`);
  const body = `${constants.join('\n\n')}

const nothing = z.strictObject({});

/** Per operation, what to send. \`null\` where it takes no body. */
export const requestSchemas = { ${requests.join('\n')} } satisfies {
  readonly [Id in keyof OperationTypes]: {
    readonly path: z.core.$ZodType<OperationTypes[Id]['path']>;
    readonly query: z.core.$ZodType<OperationTypes[Id]['query']>;
    readonly body: z.core.$ZodType<OperationTypes[Id]['body']> | null;
  };
};

/** Per operation, the answer of success as it comes over the wire. \`null\` where it has no body. */
export const responseSchemas = { ${responses.join('\n')} } satisfies {
  readonly [Id in keyof OperationTypes]: z.core.$ZodType<Wire<OperationTypes[Id]['answer']>> | null;
};
`;
  return `import { z } from 'zod';\n${imported(body, target)}import type { Wire } from '${target.from('Wire')}';\nimport type { OperationTypes } from '${target.types}';\n\n${body}`;
}

/** Constants of one side's schemas, each after those that it refers to. */
function named({ schemas, sides, operations }: Contract, side: Side): string[] {
  const queries = new Map(operations.flatMap(({ query }) => (query ? [[query.name, query.parameters]] : [])));
  const lines = new Map<string, string>();
  const open = new Set<string>();
  const name = (schema: string): string =>
    camel(side === 'request' && sides.response.has(schema) ? `${schema}Input` : schema);
  const add = (schema: string): string => {
    if (open.has(schema))
      throw new Error(`#/components/schemas/${schema} contains itself, which is not supported`);
    open.add(schema);
    if (!lines.has(schema)) {
      const place = `#/components/schemas/${schema}`;
      const parameters = queries.get(schema);
      const code = parameters
        ? fromText(parameters)
        : expression(schemas[schema] as Schema, { side, place, refer: add });
      lines.set(schema, `export const ${name(schema)} = ${code};`);
    }
    open.delete(schema);
    return name(schema);
  };
  for (const schema of [...sides[side]].sort()) add(schema);
  return [...lines.values()];
}

function request({ sides }: Contract, { pathParameters, query, body }: Facts): string {
  const path = pathParameters.length > 0 ? fromText(pathParameters) : 'nothing';
  const sent = body && camel(sides.response.has(body.name) ? `${body.name}Input` : body.name);
  return `{ path: ${path}, query: ${query ? camel(query.name) : 'nothing'}, body: ${sent} }`;
}
