import { bundle } from './bundle.ts';
import { readContract } from './contract.ts';
import { format } from './format.ts';
import { controlOperations, operationRules, operations } from './operations.ts';
import { resources } from './resources.ts';
import { schemas } from './schemas.ts';
import { policies, problems, problemTexts, retryExceptions, roles } from './tables.ts';
import { mockServer, sdk } from './target.ts';
import { types } from './types.ts';
import { verify } from './verify.ts';

const generated = '// Made of openapi/ by "npm run generate". Do not edit.\n\n';

/** Every file that is made of the contract: path → text. */
export async function outputs(): Promise<Map<string, string>> {
  const [apiDocument, controlDocument] = await Promise.all([
    bundle('openapi/homestar.yaml', 'openapi/problems.yaml'),
    bundle('openapi/control.yaml'),
  ]);
  const api = readContract(apiDocument);
  const control = readContract(controlDocument);
  const table = apiDocument['x-problems'] ?? {};
  verify(api, table);
  verify(control, table);

  const code: Record<string, string> = {
    'src/generated/types.ts': await types(api, sdk),
    'src/generated/schemas.ts': schemas(api, sdk),
    'src/generated/operations.ts': operations(api),
    'src/generated/operation-rules.ts': operationRules(api),
    'src/generated/resources.ts': resources(api),
    'src/generated/roles.ts': roles(api),
    'src/generated/policies.ts': policies(api),
    'src/generated/problem-texts.ts': problemTexts(api),
    'src/generated/problems.ts': problems(api),
    'src/generated/retry-exceptions.ts': retryExceptions(api),
    'mock-server/src/generated/control-types.ts': await types(control, mockServer),
    'mock-server/src/generated/control-schemas.ts': schemas(control, mockServer),
    'mock-server/src/generated/control-operations.ts': controlOperations(control),
  };
  return new Map(
    await Promise.all([
      ...Object.entries(code).map(
        async ([path, text]) => [path, await format(generated + text, 'ts')] as const,
      ),
      ['openapi/bundled/homestar.json', json(apiDocument)] as const,
      ['mock-server/openapi/control.json', json(controlDocument)] as const,
    ]),
  );
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
