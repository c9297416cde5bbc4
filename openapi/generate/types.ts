import openapiTS, { type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import { comment } from './comment.ts';
import type { Contract, Facts } from './contract.ts';
import { requestType } from './sides.ts';
import type { Target } from './target.ts';
import { type Typed, typed } from './typed.ts';

/**
 * Named interfaces. openapi-typescript makes one type of the whole contract, and editors then show a key as
 * `components["schemas"]["Key"]`; so its members are taken out and declared one by one.
 */
export async function types(contract: Contract, target: Target): Promise<string> {
  const shapes = namedShapes(contract);
  const nodes = await openapiTS(document(shapes), {
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    silent: true,
    transform: (schema) => {
      const { 'x-type': type } = schema as Typed;
      return type ? ts.factory.createTypeReferenceNode(type) : undefined;
    },
    transformProperty: (given, schema) => {
      const { 'x-comment': said, 'x-undefined': orUndefined } = schema as Typed;
      const property = orUndefined ? withUndefined(given) : given;
      return said
        ? ts.addSyntheticLeadingComment(property, ts.SyntaxKind.MultiLineCommentTrivia, said, true)
        : property;
    },
  });
  const declared = schemaMembers(nodes).map(([name, type]) =>
    declaration(name, type, shapes.get(name)?.['x-comment']),
  );
  const operations = contract.operations.map((facts) => operationTypes(contract, facts));
  const code = `${declared.join('\n\n')}

/** What each operation takes, once validated, and answers; \`item\` is a record of a list. */
export interface OperationTypes { ${operations.join('\n')} }
`;
  const imports = [
    ['Validated', target.from('Validated')],
    ['Secret', target.secret],
  ].map(([name, from]) =>
    new RegExp(`\\b${name}\\b`).test(code) ? `import type { ${name} } from '${from}';\n` : '',
  );
  return `${imports.join('')}\n${code}`;
}

/** Every named type: as answered, and as sent where that is another type. */
function namedShapes(contract: Contract): Map<string, Typed> {
  const { schemas, sides } = contract;
  const sent = (name: string): string => requestType(contract, name);
  const shapes = new Map<string, Typed>();
  for (const name of sides.request) shapes.set(sent(name), typed(schemas[name] ?? {}, 'request', sent));
  for (const name of sides.response)
    shapes.set(
      name,
      typed(schemas[name] ?? {}, 'response', (same) => same),
    );
  return new Map([...shapes].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function document(shapes: ReadonlyMap<string, Typed>): OpenAPI3 {
  const schemas = Object.fromEntries(shapes);
  return {
    openapi: '3.1.0',
    info: { title: '', version: '' },
    paths: {},
    components: { schemas },
  } as OpenAPI3;
}

/** The client drops `undefined`, so under exactOptionalPropertyTypes too a caller may write it. */
function withUndefined(property: ts.PropertySignature): ts.PropertySignature {
  const { modifiers, name, questionToken, type } = property;
  const nothing = ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
  const either = ts.factory.createUnionTypeNode([...(type ? [type] : []), nothing]);
  return ts.factory.updatePropertySignature(property, modifiers, name, questionToken, either);
}

/** The members of `components["schemas"]`. */
function schemaMembers(nodes: readonly ts.Node[]): [string, ts.TypeNode][] {
  const components = nodes.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === 'components');
  const schemas = (components as ts.InterfaceDeclaration | undefined)?.members.find(
    (member) => member.name && ts.isIdentifier(member.name) && member.name.text === 'schemas',
  );
  const type = schemas && ts.isPropertySignature(schemas) ? schemas.type : undefined;
  if (!type || !ts.isTypeLiteralNode(type)) throw new Error('openapi-typescript answered in another form');
  return type.members.map((member) => {
    if (!ts.isPropertySignature(member) || !ts.isIdentifier(member.name) || !member.type) {
      throw new Error('openapi-typescript answered in another form');
    }
    return [member.name.text, member.type];
  });
}

const printer = ts.createPrinter();
const nowhere = ts.createSourceFile('types.ts', '', ts.ScriptTarget.ESNext);

function declaration(name: string, type: ts.TypeNode, said: string | undefined): string {
  const printed = printer
    .printNode(ts.EmitHint.Unspecified, type, nowhere)
    .replace(/components\["schemas"\]\["(\w+)"\]/g, '$1');
  const head = said ? `/*${said}*/\n` : '';
  return (
    head +
    (ts.isTypeLiteralNode(type) ? `export interface ${name} ${printed}` : `export type ${name} = ${printed};`)
  );
}

function operationTypes(contract: Contract, facts: Facts): string {
  const { pathParameters, query, body, answer, item, sync } = facts;
  const path = pathParameters.map(({ name }) => `${name}: string`).join('; ');
  const sent = body
    ? `Validated<${requestType(contract, body.name)}>${body.required ? '' : ' | undefined'}`
    : 'undefined';
  const members = [
    `path: ${path ? `{ ${path} }` : 'Record<never, never>'}`,
    `query: ${query ? `Validated<${query.name}>` : 'Record<never, never>'}`,
    `body: ${sent}`,
    `answer: ${answer ?? 'undefined'}`,
    item ? `item: ${sync ? sync.items.join(' | ') : item}` : [],
  ].flat();
  return `${comment([facts.source.summary])}'${facts.id}': { ${members.join('; ')} };`;
}
