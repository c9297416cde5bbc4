import { z } from 'zod';
import type { Document, OperationObject, Schema } from '../../openapi/generate/document.ts';
import { expression } from '../../openapi/generate/zod.ts';
import { distinct, members } from '../../src/contract/collection.ts';
import { date, dateTime } from '../../src/contract/moment.ts';
import { email, text, uri, webAddress } from '../../src/contract/text.ts';

const scope = { z, text, email, uri, webAddress, date, dateTime, distinct, members };

/** The zod schema that is emitted for a schema of the contract. */
export function compile(schema: Schema, side: 'request' | 'response' = 'request'): z.ZodType {
  const refer = (name: string): string => {
    throw new Error(`refers to ${name}`);
  };
  const code = expression(schema, { side, place: '#/test', refer });
  return new Function(...Object.keys(scope), `return ${code}`)(...Object.values(scope));
}

/** A contract with one operation, to spoil in one place. */
export function contractOf(
  operation: Partial<OperationObject>,
  schemas: Record<string, Schema> = {},
): Document {
  const thing: Schema = { type: 'object', properties: { id: { type: 'string' } } };
  return {
    paths: {
      '/v1/things': {
        get: {
          operationId: 'things.list',
          summary: 'List things',
          'x-permission': 'things:read',
          'x-rate-limit': { policies: ['lineage'], cost: 1 },
          responses: {
            200: {
              description: 'Fine.',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
            },
          },
          ...operation,
        },
      },
    },
    components: { schemas: { Thing: thing, ...schemas } },
    'x-roles': { admin: { title: 'Admin', description: 'All.', permissions: ['things:read'] } },
    'x-rate-limit-policies': {
      lineage: { description: 'One.', scope: 'lineage', quota: 1, windowSeconds: 1 },
    },
  };
}
