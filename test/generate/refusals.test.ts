import { describe, expect, test } from 'vitest';
import { readContract } from '../../openapi/generate/contract.ts';
import type { Document, OperationObject, Schema } from '../../openapi/generate/document.ts';
import { resources } from '../../openapi/generate/resources.ts';
import { schemas } from '../../openapi/generate/schemas.ts';
import { sdk } from '../../openapi/generate/target.ts';
import { verify } from '../../openapi/generate/verify.ts';
import type { ProblemKind } from '../../src/contract/problem.ts';
import { contractOf } from './compile.ts';

const table: Record<string, ProblemKind> = {
  not_found: { status: 404, retry: 'never' },
};

function generate(document: Document): void {
  const contract = readContract(document);
  verify(contract, table);
  schemas(contract, sdk);
  resources(contract);
}

function refused(status: string, example: object): Partial<OperationObject> {
  const good = contractOf({}).paths['/v1/things']?.get?.responses ?? {};
  const schema = { $ref: '#/components/schemas/Thing' };
  const content = { 'application/problem+json': { schema, example } };
  return { responses: { ...good, [status]: { description: 'Refused.', content } } };
}

/** A list of things and of what else there is. */
function listing(operation: Partial<OperationObject>): Document {
  const items = { oneOf: [{ $ref: '#/components/schemas/Thing' }, { $ref: '#/components/schemas/Other' }] };
  const page: Schema = {
    type: 'object',
    properties: { data: { type: 'array', items }, nextCursor: { type: 'string' } },
  };
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Page' } } };
  return contractOf(
    { ...operation, responses: { 200: { description: 'Fine.', content } } },
    { Page: page, Other: { type: 'object', properties: { id: { type: 'string' } } } },
  );
}

function taking(schema: Schema): Partial<OperationObject> {
  return {
    operationId: 'things.make',
    requestBody: { required: true, content: { 'application/json': { schema } } },
  };
}

describe('generation of a contract that holds together', () => {
  test('goes through', () => {
    expect(() => generate(contractOf({ description: 'May be 404 `not_found`.' }))).not.toThrow();
    expect(() => generate(contractOf(refused('404', { code: 'not_found', status: 404 })))).not.toThrow();
  });
});

describe('generation stops, naming the place, at', () => {
  const faults: [fault: string, document: Document, message: RegExp][] = [
    [
      'a permission that no role grants',
      contractOf({ 'x-permission': 'things:eat' }),
      /^things\.list: no role grants the permission "things:eat"$/,
    ],
    [
      'an operation that says nothing of permissions',
      contractOf({ 'x-permission': undefined } as unknown as Partial<OperationObject>),
      /^things\.list: x-permission is missing/,
    ],
    [
      'a rate-limit policy that does not exist',
      contractOf({ 'x-rate-limit': { policies: ['planet'], cost: 1 } }),
      /^things\.list: there is no rate-limit policy "planet"$/,
    ],
    [
      'an example of a problem without a row in the table',
      contractOf(refused('404', { code: 'gone_fishing', status: 404 })),
      /^things\.list, example of 404: problems\.yaml has no code "gone_fishing"$/,
    ],
    [
      'an example of a problem under another status',
      contractOf(refused('410', { code: 'not_found', status: 410 })),
      /"not_found" is 404 in problems\.yaml, not 410$/,
    ],
    [
      'prose that names a code without a row',
      contractOf({ description: 'Refused with 409 `thing_taken`.' }),
      /^things\.list, description: problems\.yaml has no code "thing_taken"$/,
    ],
    [
      'an operationId of another form',
      contractOf({ operationId: 'listThings' }),
      /"listThings" is not of the form/,
    ],
    [
      'two operations with one id',
      (() => {
        const document = contractOf({});
        return {
          ...document,
          paths: { ...document.paths, '/v1/others': document.paths['/v1/things'] ?? {} },
        };
      })(),
      /^things\.list: two operations have this id$/,
    ],
    [
      'a keyword that the emitters do not know',
      contractOf(
        {},
        { Thing: { type: 'object', properties: { id: { type: 'string', not: {} } as Schema } } },
      ),
      /^#\/components\/schemas\/Thing\/properties\/id: the generator does not know the keyword "not"$/,
    ],
    [
      'an unknown keyword of a parameter',
      contractOf({
        parameters: [
          { name: 'q', in: 'query', schema: { type: 'string', contentEncoding: 'base64' } as Schema },
        ],
      }),
      /^things\.list, parameter q: the generator does not know the keyword "contentEncoding"$/,
    ],
    [
      'a format that the emitters do not know',
      contractOf({}, { Thing: { type: 'object', properties: { id: { type: 'string', format: 'iban' } } } }),
      /^#\/components\/schemas\/Thing\/properties\/id: the generator does not know the format "iban"$/,
    ],
    [
      'a body that is not closed',
      contractOf(taking({ type: 'object', properties: { name: { type: 'string' } } })),
      /^#\/components\/schemas\/ThingMakeParams: what a caller sends is closed/,
    ],
    [
      'a list in a query that is not sent between commas',
      contractOf({
        parameters: [{ name: 'q', in: 'query', schema: { type: 'array', items: { type: 'string' } } }],
      }),
      /^parameter q: a list is of strings between commas/,
    ],
    [
      'an answer in another content type than JSON',
      contractOf({
        responses: { 200: { description: 'A', content: { 'text/csv': { schema: { type: 'string' } } } } },
      }),
      /^things\.list, 200: needs a schema for application\/json/,
    ],
    [
      'a range of statuses',
      contractOf({ responses: { '2XX': { description: 'Fine.' } } }),
      /^things\.list: a response needs a status of three digits, not "2XX"$/,
    ],
    ['a list of two kinds of records that is no sync', listing({}), /^things\.list: a list of several kinds/],
    [
      'a sync whose list has one kind of records',
      contractOf({ 'x-sync': 'since' }),
      /^things\.list: a list of several kinds/,
    ],
    [
      'a sync by a parameter that there is not',
      listing({ 'x-sync': 'since' }),
      /^things\.list: x-sync names no query parameter: "since"$/,
    ],
    [
      'a resource and a schema of one name',
      contractOf(
        {},
        {
          Things: { type: 'object' },
          Thing: { type: 'object', properties: { all: { $ref: '#/components/schemas/Things' } } },
        },
      ),
      /^Things: a resource and a schema have the same name$/,
    ],
  ];
  test.each(faults)('%s', (_, document, message) => {
    expect(() => generate(document)).toThrow(message);
  });
});
