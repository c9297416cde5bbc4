import { expect, test } from 'vitest';
import { importsOf, packagesReachedFrom, type SourceFile, sourceFiles } from './source-files.ts';

const sdk = sourceFiles('src');
const server = sourceFiles('mock-server/src');
const stages = ['receive', 'identify', 'vet', 'limit', 'authorize', 'handle', 'commit', 'respond'];

/** `file → what it imports`, for each import that a rule forbids. */
function breaches(
  files: readonly SourceFile[],
  forbidden: (file: SourceFile, imported: Import) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((imported) => forbidden(file, imported))
      .map(({ specifier }) => `${file.path} → ${specifier}`),
  );
}
type Import = SourceFile['imports'][number];

test('imports are read as the compiler reads them', () => {
  const text = `
    import type { A } from './a.ts';
    import { type B, c as d } from '../b.ts';
    import e, * as f from 'e';
    import './g.ts';
    export { type H, i } from './h.ts';
    export type * from './t.ts';
    const j = await import('./j.ts');
    // import { no } from './comment.ts';`;
  expect(importsOf('src/x/y.ts', text)).toEqual([
    { specifier: './a.ts', file: 'src/x/a.ts', values: [] },
    { specifier: '../b.ts', file: 'src/b.ts', values: ['c'] },
    { specifier: 'e', file: null, values: ['default', '*'] },
    { specifier: './g.ts', file: 'src/x/g.ts', values: [''] },
    { specifier: './h.ts', file: 'src/x/h.ts', values: ['i'] },
    { specifier: './t.ts', file: 'src/x/t.ts', values: [] },
    { specifier: './j.ts', file: 'src/x/j.ts', values: ['*'] },
  ]);
  expect(sdk.length).toBeGreaterThan(30);
  expect(server.length).toBeGreaterThan(100);
});

test('the SDK knows nothing of the mock server', () => {
  const ofServer = ({ specifier, file }: Import) =>
    specifier.startsWith('@homestar/mock-server') || (file ?? 'src/').startsWith('mock-server/');
  expect(breaches(sdk, (_, imported) => ofServer(imported))).toEqual([]);
});

test('the mock server takes from the SDK what its entries offer, not its files', () => {
  expect(
    breaches(
      server,
      (_, { file, specifier }) => specifier.startsWith('.') && !file?.startsWith('mock-server/src/'),
    ),
  ).toEqual([]);
});

test('the client loads neither zod nor anything but undici, however far one follows its imports', () => {
  const reached = packagesReachedFrom('src/index.ts');
  expect(
    [...reached.keys()].filter((name) => !name.startsWith('node:') && !/^undici(\/|$)/.test(name)),
  ).toEqual([]);
  // The search does find zod where it is.
  expect([...packagesReachedFrom('src/internal-schemas.ts').keys()]).toContain('zod');
});

test('the eight stages call none of each other: only the line knows their order', () => {
  const stageOf = (path: string | null) => /^mock-server\/src\/stages\/(\w+)\.ts$/.exec(path ?? '')?.[1];
  const among = server.filter(({ path }) => stages.includes(stageOf(path) ?? ''));
  expect(among.map(({ path }) => stageOf(path)).sort()).toEqual([...stages].sort());
  expect(
    breaches(among, (_, { file, values }) => values.length > 0 && stages.includes(stageOf(file) ?? '')),
  ).toEqual([]);
  const line = server.find(({ path }) => path === 'mock-server/src/line.ts')!;
  const order = line.imports.map(({ file }) => stageOf(file)).filter((stage) => stages.includes(stage ?? ''));
  expect(order.sort()).toEqual([...stages].sort());
});

test('only authorize makes a grant', () => {
  const makers = server.filter(({ imports }) => imports.some(({ values }) => values.includes('makeGrant')));
  expect(makers.map(({ path }) => path)).toEqual(['mock-server/src/stages/authorize.ts']);
  const starred = (_: SourceFile, { file, values }: Import) =>
    file === 'mock-server/src/access/grant.ts' && values.includes('*');
  expect(breaches(server, starred)).toEqual([]);
  // A cast would make one too.
  const cast = server.filter(({ text }) => /\bas (?:unknown as )?Grant\b/.test(text));
  expect(cast.map(({ path }) => path)).toEqual(['mock-server/src/access/grant.ts']);
});

test('only authorize asks for a grant, and the simulation, which asks what another key would get', () => {
  const askers = server.filter(({ imports }) => imports.some(({ values }) => values.includes('grantAt')));
  expect(askers.map(({ path }) => path)).toEqual(['mock-server/src/decisions/walk.ts']);
});

test('only what proves a key reads what proves it, beside a simulation and the control API, which tells whether a magic key still is what it was', () => {
  const readers = server.filter(
    ({ path, text }) =>
      !/src\/store\//.test(path) &&
      /store\.credentials\b|\bcredentials\b[^;{}]*\} = [\w.]*store\b|'credentials'/.test(text),
  );
  expect(readers.map(({ path }) => path)).toEqual([
    'mock-server/src/control/fixtures.ts',
    'mock-server/src/decisions/simulate.ts',
    'mock-server/src/keys/proven-key.ts',
    // It hands the store's slices to handlers, of which those above take this one.
    'mock-server/src/operations/operation.ts',
  ]);
});

test('keys are proven for identify, and for whoever verifies one that was shown to somebody else', () => {
  const provers = server.filter(({ imports }) => imports.some(({ values }) => values.includes('proveKey')));
  expect(provers.map(({ path }) => path)).toEqual([
    'mock-server/src/keys/verify.ts',
    'mock-server/src/stages/identify.ts',
  ]);
});

test('the domain’s rooms know nothing of HTTP, of mounts or of the command line', () => {
  const domain =
    /^mock-server\/src\/(access|agenda|audit|brokerages|checks|decisions|keys|limits|properties|roles|store|users|whoami)\//;
  const outside = /^mock-server\/src\/(mounts|cli|control)\//;
  expect(
    breaches(
      server.filter(({ path }) => domain.test(path)),
      (_, { file, specifier }) => outside.test(file ?? '') || /^node:https?$/.test(specifier),
    ),
  ).toEqual([]);
});

test('an engine of the store is known to who opens it alone', () => {
  const engine = /^mock-server\/src\/store\/sqlite\//;
  const users = new Set(
    server
      .filter(({ path }) => !engine.test(path))
      .filter(({ imports }) =>
        imports.some(({ file, values }) => engine.test(file ?? '') && values.length > 0),
      )
      .map(({ path }) => path),
  );
  for (const path of users) expect(path).toMatch(/^mock-server\/src\/(host|cli)\//);
});
