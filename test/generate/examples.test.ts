import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContract } from '../../openapi/generate/contract.ts';
import { problem, requestSchemas, responseSchemas } from '../../src/generated/schemas.ts';

const bundled = resolve(import.meta.dirname, '../../openapi/bundled/homestar.json');
const { operations } = readContract(JSON.parse(await readFile(bundled, 'utf8')));

describe.each(operations)(
  'the examples of $id are what its schemas accept:',
  ({ id, body, query, answers, errors }) => {
    const request = requestSchemas[id as keyof typeof requestSchemas];
    const response = responseSchemas[id as keyof typeof responseSchemas];

    test('what is sent', () => {
      if (body) expect(request.body?.parse(body.example)).toMatchObject(body.example as object);
      for (const { name, example, schema } of query?.parameters ?? []) {
        const sent = Array.isArray(example) ? example.join(',') : String(example);
        expect(request.query.safeParse({ [name]: sent }), `${name}=${sent} of ${schema.type}`).toMatchObject({
          success: true,
        });
      }
    });
    test('what is answered', () => {
      if (response) expect(answers).not.toHaveLength(0);
      for (const example of answers) expect(response?.parse(example)).toEqual(example);
    });
    test('how it is refused', () => {
      for (const { examples } of errors) {
        expect(examples).not.toHaveLength(0);
        for (const example of examples) expect(problem.parse(example)).toEqual(example);
      }
    });
  },
);
