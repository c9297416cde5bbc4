import type { Contract, Facts } from './contract.ts';
import { literal, spread } from './literal.ts';
import { singular } from './words.ts';

/** A call with the contract's own example values; the tests carry these out. */
export function example(contract: Contract, facts: Facts): string {
  const { resource, verb, pathParameters, query, body, headers, item, answer } = facts;
  const filters = Object.fromEntries(
    (query?.parameters ?? []).filter((p) => p.required || p.name === 'limit').map((p) => [p.name, p.example]),
  );
  const given = [
    ...pathParameters.map((p) => literal(p.example)),
    query ? literal(filters) : [],
    body ? spread(body.example as object, 80) : [],
    headers.get('If-Match')?.required ? literal({ ifMatch: headers.get('If-Match')?.example }) : [],
  ].flat();
  const call = `client.${resource}.${verb}(${given.join(', ')})`;
  if (item) {
    const one = singular(resource);
    const [first] = contract.schemas[item]?.required ?? [];
    return `for await (const ${one} of ${call}) {\n  console.log(${one}.${first});\n}`;
  }
  return answer ? `const answer = await ${call};` : `await ${call};`;
}
