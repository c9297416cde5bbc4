import type { Facts } from './contract.ts';
import type {
  Content,
  Document,
  MediaType,
  OperationObject,
  Parameter,
  Reference,
  Schema,
} from './document.ts';
import { pageItems, syncOf } from './page.ts';
import { walk } from './walk.ts';
import { pascal, singular } from './words.ts';

/** Gives a schema a name: its own where it refers to one, else the wanted one. */
export type Name = (wanted: string, schema: Schema) => string;

/** Reads one operation. */
export function facts(
  document: Document,
  name: Name,
  path: string,
  method: string,
  source: OperationObject,
): Facts {
  const id = source.operationId;
  const [, resource, verb] = /^([a-z][A-Za-z]*)\.([a-z][A-Za-z]*)$/.exec(id ?? '') ?? [];
  if (!resource || !verb) {
    throw new Error(`${method} ${path}: operationId "${id}" is not of the form resource.verb`);
  }
  const title = pascal(singular(resource)) + pascal(verb);

  const parameters = (source.parameters ?? []).map((p) => follow<Parameter>(document, p));
  for (const p of parameters) walk(p.schema, `${id}, parameter ${p.name}`, () => {});
  const inQuery = parameters.filter((p) => p.in === 'query');
  const request =
    source.requestBody && follow<{ required?: boolean; content: Content }>(document, source.requestBody);
  const sent = request && media(request.content, 'application/json', `${id}, request`);
  const answers = Object.entries(source.responses).map(([status, response]) => ({
    status: /^\d{3}$/.test(status) ? Number(status) : refuseStatus(id, status),
    content: follow<{ content?: Content }>(document, response).content,
  }));
  const [success, ...more] = answers.filter(({ status }) => status < 400);
  if (!success || more.length > 0) throw new Error(`${id}: needs exactly one response of success`);
  const given = success.content && media(success.content, 'application/json', `${id}, ${success.status}`);
  const answer = given ? name(`${title}Answer`, given.schema) : null;
  const items = pageItems(given && follow<Schema>(document, given.schema));

  return {
    id,
    resource,
    verb,
    method: method.toUpperCase(),
    path,
    source,
    pathParameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, wanted]) => {
      const found = parameters.find((p) => p.in === 'path' && p.name === wanted);
      if (!found) throw new Error(`${id}: the path parameter "${wanted}" is not described`);
      return found;
    }),
    query:
      inQuery.length > 0
        ? { name: name(`${title}Params`, together(id, inQuery)), parameters: inQuery }
        : null,
    headers: new Map(parameters.filter((p) => p.in === 'header').map((p) => [p.name, p])),
    body: sent
      ? {
          name: name(`${title}Params`, sent.schema),
          required: request.required === true,
          example: examples(sent)[0],
        }
      : null,
    status: success.status,
    answer,
    answers: given ? examples(given) : [],
    item: items[0] ?? null,
    sync: syncOf(id, source['x-sync'], items, inQuery),
    errors: answers
      .filter(({ status }) => status >= 400)
      .map(({ status, content }) => {
        const problem = media(content ?? {}, 'application/problem+json', `${id}, ${status}`);
        return {
          status,
          schema: name(`${title}Problem${status}`, problem.schema),
          examples: examples(problem),
        };
      }),
  };
}

function refuseStatus(id: string, status: string): never {
  throw new Error(`${id}: a response needs a status of three digits, not "${status}"`);
}

function follow<T>(document: Document, value: unknown): T {
  const { $ref } = value as Partial<Reference>;
  if (!$ref) return value as T;
  const [, , kind = '', named = ''] = $ref.split('/');
  const target = document.components[kind]?.[named];
  if (!target) throw new Error(`${$ref} leads nowhere`);
  return follow(document, target);
}

function media(content: Content, type: string, place: string): MediaType {
  const found = content[type];
  if (!found?.schema || Object.keys(content).length > 1) {
    throw new Error(`${place}: needs a schema for ${type}, and no other content type`);
  }
  return found;
}

function examples(from: MediaType): unknown[] {
  if (from.examples) return Object.values(from.examples).map(({ value }) => value);
  return from.example === undefined ? [] : [from.example];
}

function together(id: string, parameters: readonly Parameter[]): Schema {
  return {
    type: 'object',
    description: `What \`${id}\` is asked for.`,
    properties: Object.fromEntries(
      parameters.map(({ name, description, schema, example }) => [
        name,
        { ...schema, ...(description ? { description } : {}), ...(example === undefined ? {} : { example }) },
      ]),
    ),
    required: parameters.filter((p) => p.required).map((p) => p.name),
  };
}
