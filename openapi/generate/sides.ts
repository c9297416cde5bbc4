import type { Facts } from './contract.ts';
import type { Schema } from './document.ts';
import { referred, walk } from './walk.ts';

/** Which schemas the caller writes and which the server writes; some are both. */
export interface Sides {
  readonly request: ReadonlySet<string>;
  readonly response: ReadonlySet<string>;
}

export type Side = keyof Sides;

export function sides(operations: readonly Facts[], schemas: Readonly<Record<string, Schema>>): Sides {
  const request = operations.flatMap(({ query, body }) => [query?.name ?? [], body?.name ?? []].flat());
  const response = operations.flatMap(({ answer, errors }) =>
    [answer ?? [], errors.map((e) => e.schema)].flat(),
  );
  return { request: reachable(request, schemas), response: reachable(response, schemas) };
}

function reachable(from: readonly string[], schemas: Readonly<Record<string, Schema>>): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const schema = schemas[name];
    if (!schema) throw new Error(`#/components/schemas/${name} leads nowhere`);
    walk(schema, `#/components/schemas/${name}`, ({ $ref }) => $ref && visit(referred($ref)));
  };
  for (const name of from) visit(name);
  return seen;
}

/** Name of a schema's type in a request: another than in an answer only where the two differ. */
export function requestType({ sides, schemas }: Named, name: string): string {
  return sides.response.has(name) && differs(schemas, name) ? `${name}Input` : name;
}

/** Whether a schema, or one that it refers to, is typed otherwise in a request than in an answer. */
function differs(schemas: Named['schemas'], name: string): boolean {
  let found = false;
  for (const each of reachable([name], schemas)) {
    walk(schemas[each] ?? {}, each, (schema) => {
      const optional = Object.keys(schema.properties ?? {}).some(
        (field) => !schema.required?.includes(field),
      );
      found ||= optional || Boolean(schema.enum ?? schema['x-sensitive']);
    });
  }
  return found;
}

interface Named {
  readonly sides: Sides;
  readonly schemas: Readonly<Record<string, Schema>>;
}
