import { comment } from './comment.ts';
import type { Contract, Facts } from './contract.ts';
import { groupBy } from './group.ts';
import { methodComment } from './method-comment.ts';
import { requestType } from './sides.ts';
import { pascal } from './words.ts';

/** The SDK's classes: one a resource, one method an operation. */
export function resources(contract: Contract): string {
  const groups = groupBy(contract.operations, ({ resource }) => resource);
  const classes = [...groups].map(([resource, operations]) => resourceClass(contract, resource, operations));
  const names = [...groups.keys()];
  const body = `${classes.join('\n\n')}

/** All resources over one caller. */
export class Resources {
${names.map((name) => `readonly ${name}: ${pascal(name)};`).join('\n')}

constructor(caller: Caller) {
${names.map((name) => `this.${name} = new ${pascal(name)}(caller);`).join('\n')}
}
}
`;
  const used = [...new Set(contract.operations.flatMap((facts) => typesOf(contract, facts)))].sort();
  const paged = contract.operations.some(({ sync }) => sync) ? ', PagedCall' : '';
  return `import type { Call, ListCall${paged} } from '../call/call.ts';
import type { Caller } from '../call/caller.ts';
import type { CallOptions, ListOptions } from '../call/options.ts';
import type { ${used.join(', ')} } from './types.ts';

${body}`;
}

function resourceClass(contract: Contract, resource: string, operations: readonly Facts[]): string {
  const name = pascal(resource);
  if (name in contract.schemas) throw new Error(`${name}: a resource and a schema have the same name`);
  const tag = contract.document.tags?.find((each) => each.name === operations[0]?.source.tags?.[0]);
  return `${comment([tag?.description ?? ''])}export class ${name} {
readonly #caller: Caller;

constructor(caller: Caller) {
this.#caller = caller;
}

${operations.map((facts) => `${methodComment(contract, facts)}${method(contract, facts)}`).join('\n\n')}
}`;
}

function method(contract: Contract, facts: Facts): string {
  const { id, verb, pathParameters, query, body, answer, item, sync } = facts;
  if (query && body) throw new Error(`${id}: takes a query and a body, but a method has one params`);
  const ids = pathParameters.map((parameter) => parameter.name);
  const type = paramsType(contract, facts);
  const options = optionsOf(facts);
  const parameters = [
    ...ids.map((name) => `${name}: string`),
    type ? params(contract, facts, type) : [],
    `options${options.required ? '' : '?'}: ${options.type}`,
  ].flat();
  const input = [
    ids.length > 0 ? `path: { ${ids.join(', ')} }` : [],
    query ? 'query: params' : [],
    body ? 'body: params' : [],
  ].flat();
  const [call, result] = item ? ['list', `ListCall<${item}>`] : ['call', `Call<${answer ?? 'undefined'}>`];
  const carried = sync ? synced(facts) : (item ?? answer ?? 'undefined');
  return `${type && sync ? signatures(facts, type) : ''}${verb}(${parameters.join(', ')}): ${sync ? `PagedCall<${carried}>` : result} {
return this.#caller.${call}<${carried}>('${id}', {${input.join(', ')}}, options);
}`;
}

/** Two, so that who lists need not think of what is gone: only a sync answers records of other kinds. */
function signatures(facts: Facts, type: string): string {
  const { verb, item, sync, query } = facts;
  const { name, description = '' } = query?.parameters.find((each) => each.name === sync?.parameter) ?? {};
  return `${verb}(params?: ${type} & { readonly ${name}?: undefined }, options?: ListOptions): ListCall<${item}>;
${comment([`With \`${name}\`, a sync.`, description.trim()])}${verb}(params: ${type}, options?: ListOptions): PagedCall<${synced(facts)}>;
`;
}

/** The records of a sync, and the page that they come in. */
function synced({ sync, answer }: Facts): string {
  return `${sync?.items.join(' | ')}, ${answer}`;
}

/** May be left out where nothing in it is required, unless options have to follow. */
function params(contract: Contract, facts: Facts, type: string): string {
  const named = facts.query?.name ?? facts.body?.name ?? '';
  if (facts.body && !facts.body.required) return `params?: ${type}`;
  const { required = [], minProperties = 0, oneOf, anyOf } = contract.schemas[named] ?? {};
  const needed =
    required.length > 0 || minProperties > 0 || Boolean(oneOf ?? anyOf) || optionsOf(facts).required;
  return needed ? `params: ${type}` : `params: ${type} = {}`;
}

function paramsType(contract: Contract, { query, body }: Facts): string | null {
  return query?.name ?? (body ? requestType(contract, body.name) : null);
}

function optionsOf({ headers, item }: Facts): { type: string; required: boolean } {
  const required = headers.get('If-Match')?.required === true;
  const type = item ? 'ListOptions' : 'CallOptions';
  return { type: required ? `${type} & { readonly ifMatch: string }` : type, required };
}

function typesOf(contract: Contract, facts: Facts): string[] {
  const { sync, item, answer } = facts;
  return [
    paramsType(contract, facts) ?? [],
    sync ? [...sync.items, answer ?? []] : (item ?? answer ?? []),
  ].flat(2);
}
