import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** The file it leads to, from the root; null for a package. */
  readonly file: string | null;
  /** Names that exist when the program runs; `*` for all, `` for a side effect. Types leave none. */
  readonly values: readonly string[];
}

export interface SourceFile {
  /** From the root. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

/** Every TypeScript file below a folder. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/(^|\/)(node_modules|dist)\//.test(path))
    .map((path) => readSource(join(folder, path)))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, lines: text.trimEnd().split('\n').length, imports: importsOf(path, text) };
}

/** Static imports, re-exports and dynamic imports of a literal. */
export function importsOf(path: string, text: string): Import[] {
  const imports: Import[] = [];
  const add = (specifier: string, values: readonly string[]) =>
    imports.push({ specifier, file: fileOf(path, specifier), values });
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(textOf(node.moduleSpecifier), importedValues(node.importClause));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(textOf(node.moduleSpecifier), exportedValues(node));
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(textOf(node.arguments[0]!), ['*']);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return imports;
}

function importedValues(clause: ts.ImportClause | undefined): string[] {
  if (!clause) return [''];
  if (clause.isTypeOnly) return [];
  const bindings = clause.namedBindings;
  const named =
    bindings && ts.isNamedImports(bindings)
      ? bindings.elements
          .filter(({ isTypeOnly }) => !isTypeOnly)
          .map(({ propertyName, name }) => (propertyName ?? name).text)
      : bindings
        ? ['*']
        : [];
  return clause.name ? ['default', ...named] : named;
}

function exportedValues({ isTypeOnly, exportClause }: ts.ExportDeclaration): string[] {
  if (isTypeOnly) return [];
  if (!exportClause || ts.isNamespaceExport(exportClause)) return ['*'];
  return exportClause.elements
    .filter((element) => !element.isTypeOnly)
    .map(({ propertyName, name }) => (propertyName ?? name).text);
}

const textOf = (node: ts.Node) => (ts.isStringLiteralLike(node) ? node.text : '');

/** The packages of this repository lead to their sources. */
const own: Readonly<Record<string, string>> = {
  '@homestar/sdk': 'src/index.ts',
  '@homestar/sdk/internal': 'src/internal.ts',
  '@homestar/sdk/redact': 'src/redact/index.ts',
  '@homestar/mock-server': 'mock-server/src/index.ts',
};

function fileOf(path: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return resolve('/', dirname(path), specifier).slice(1);
  return own[specifier] ?? null;
}

/** The packages that a file loads when it is run, by itself and by all that it loads; with the way to each. */
export function packagesReachedFrom(entry: string): Map<string, readonly string[]> {
  const reached = new Map<string, readonly string[]>();
  const seen = new Set<string>();
  const walk = (path: string, way: readonly string[]) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { specifier, file, values } of readSource(path).imports) {
      if (values.length === 0) continue;
      if (file) walk(file, [...way, file]);
      else if (!reached.has(specifier)) reached.set(specifier, way);
    }
  };
  walk(entry, [entry]);
  return reached;
}
