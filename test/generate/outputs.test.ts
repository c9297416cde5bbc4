import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { readContract } from '../../openapi/generate/contract.ts';
import { family } from '../../openapi/generate/family.ts';
import { operation } from '../../openapi/generate/operation.ts';
import { operations } from '../../src/contract/operations.ts';
import { retryOf } from '../../src/contract/retry.ts';
import { familyOf } from '../../src/errors/families.ts';
import { operations as rows } from '../../src/generated/operations.ts';
import { problems } from '../../src/generated/problems.ts';
import { retryExceptions } from '../../src/generated/retry-exceptions.ts';
import { roles } from '../../src/generated/roles.ts';

const repository = resolve(import.meta.dirname, '../..');
const read = (path: string): Promise<string> => readFile(join(repository, path), 'utf8');

test('an editor shows the names of types, not paths into the contract', async () => {
  const types = await read('src/generated/types.ts');
  expect(types).toContain('export interface Key {');
  expect(types).toContain('export interface KeyListParams {');
  expect(types).not.toMatch(/components|paths\[/);
});

test('an editor shows what a call answers by its name', () => {
  expect(
    typesOf(
      "resources.keys.get('key_4Hd8Kp1Rv6Ys')",
      "await resources.keys.get('key_4Hd8Kp1Rv6Ys')",
      'resources.keys.create',
      'resources.properties.list()',
      "resources.properties.list({ city: 'Austin' })",
      "resources.properties.list({ modifiedAfter: '2026-02-24T11:40:12.000Z' })",
    ),
  ).toEqual([
    'Call<Key>',
    'Key',
    '(params: KeyCreateParams, options?: CallOptions | undefined) => Call<KeyCreated>',
    'ListCall<Property>',
    'ListCall<Property>',
    'PagedCall<Property | DeletedProperty, PropertyList>',
  ]);
});

test('an enum is open in an answer and closed in a request', async () => {
  const types = await read('src/generated/types.ts');
  expect(declaration(types, 'User')).toContain("role: 'admin' | 'broker' | 'agent' | (string & {});");
  expect(declaration(types, 'UserCreateParams')).toContain("role: 'admin' | 'broker' | 'agent';");
});

test('a secret is not a string to the caller', async () => {
  expect(declaration(await read('src/generated/types.ts'), 'KeyCreated')).toContain('secret: Secret;');
  expect(operations['keys.create'].sensitive).toEqual(['/secret']);
});

test('what may be left out of a request may also be undefined; in an answer, and once validated, it may not', async () => {
  const types = await read('src/generated/types.ts');
  expect(declaration(types, 'PropertyListParams')).toContain('city?: string | undefined;');
  expect(declaration(types, 'KeyCreateParams')).toContain('brokerageId?: string | undefined;');
  expect(declaration(types, 'AuditActor')).not.toContain('undefined');
  expect(types).toContain('query: Validated<PropertyListParams>;');
});

test('a change that needs If-Match does not compile without it', async () => {
  const classes = await read('src/generated/resources.ts');
  expect(classes.replace(/\s+/g, ' ')).toContain('options: CallOptions & { readonly ifMatch: string },');
});

test('an operation says what the contract says of it', () => {
  expect(operations['keys.create']).toMatchObject({
    method: 'POST',
    path: '/v1/keys',
    keyed: true,
    permission: 'keys:write',
    mfa: { when: { role: 'admin' } },
    readOnly: false,
    body: 'required',
    idempotent: true,
    status: 201,
  });
  expect(operations['health.live']).toMatchObject({ keyed: false, policies: [], cost: 0 });
  expect(operations['keys.list'].paginated).toBe(true);
  expect(operations['properties.update'].ifMatch).toBe('required');
});

test('no operation loses anything between the table of clients and the rest of it', async () => {
  const contract = readContract(JSON.parse(await read('openapi/bundled/homestar.json')));
  expect(Object.values(operations)).toEqual(contract.operations.map((facts) => operation(contract, facts)));
});

test('what clients carry of an operation is what calling it takes, less what follows from its method', () => {
  expect(rows['keys.get']).toEqual({ method: 'GET', path: '/v1/keys/{keyId}' });
  expect(rows['keys.suspend']).toEqual({ method: 'POST', path: '/v1/keys/{keyId}/suspend' });
  expect(rows['keys.create']).toEqual({ method: 'POST', path: '/v1/keys', sensitive: ['/secret'] });
  expect(rows['keys.verify']).toEqual({
    method: 'POST',
    path: '/v1/keys/verify',
    readOnly: true,
    carriesKey: ['/apiKey'],
  });
  expect(rows['health.live']).toEqual({ method: 'GET', path: '/health/live', keyed: false });
});

test('whether to try again is told of a problem only where its status would mislead, and then as the contract says', () => {
  const exceptions: Readonly<Record<string, string>> = retryExceptions;
  for (const [code, { status, retry }] of Object.entries(problems)) {
    expect([code, exceptions[code] ?? retryOf(status)]).toEqual([
      code,
      retry === 'never' ? 'never' : expect.not.stringMatching('never'),
    ]);
    expect(exceptions[code]).not.toBe(retryOf(status));
  }
  expect(exceptions.too_many_failures).toBe('never');
});

test('roles and problems keep what the contract says of them', () => {
  expect(roles.agent.permissions).toContain('properties:read');
  expect(problems.rate_limited).toMatchObject({ status: 429, retry: 'wait' });
  expect(problems.key_revoked.key).toBe('final');
});

test('the classes that comments name are those that are thrown', () => {
  for (const { status } of Object.values(problems)) expect(family(status)).toBe(familyOf(status).family);
});

/** What TypeScript says the types of expressions are. */
function typesOf(...expressions: string[]): string[] {
  const path = join(repository, 'src/probe.ts');
  const code = `import type { Resources } from './generated/resources.ts';
declare const resources: Resources;
${expressions.map((expression, i) => `const probe${i} = ${expression};`).join('\n')}`;
  const { config } = ts.readConfigFile(join(repository, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository);
  const host = ts.createCompilerHost({ ...options, types: [] });
  const { getSourceFile } = host;
  host.getSourceFile = (name, version) =>
    name === path ? ts.createSourceFile(name, code, version) : getSourceFile.call(host, name, version);
  const program = ts.createProgram([path], { ...options, types: [] }, host);
  const checker = program.getTypeChecker();
  return (program.getSourceFile(path)?.statements.slice(2) ?? []).map((statement) => {
    const [probe] = (statement as ts.VariableStatement).declarationList.declarations;
    return checker.typeToString(checker.getTypeAtLocation(probe as ts.Node));
  });
}

function declaration(code: string, name: string): string {
  const from = code.indexOf(`export interface ${name} {`);
  return code.slice(from, code.indexOf('\n}\n', from));
}
