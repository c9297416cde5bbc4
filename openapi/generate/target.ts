import { groupBy } from './group.ts';

/** Where an emitted file finds the hand-written code that it uses. */
export interface Target {
  /** Specifier of the generated types. */
  readonly types: string;
  /** Specifier of the module of `Secret`. */
  readonly secret: string;
  /** Specifier of a name's module. */
  from(name: string): string;
}

const homes: Readonly<Record<string, string>> = {
  text: '../contract/text.ts',
  email: '../contract/text.ts',
  uri: '../contract/text.ts',
  webAddress: '../contract/text.ts',
  dateTime: '../contract/moment.ts',
  date: '../contract/moment.ts',
  numeral: '../contract/parameter.ts',
  flag: '../contract/parameter.ts',
  listed: '../contract/parameter.ts',
  distinct: '../contract/collection.ts',
  members: '../contract/collection.ts',
  Validated: '../contract/validated.ts',
  Wire: '../contract/wire.ts',
};

export const sdk: Target = {
  types: './types.ts',
  secret: '../key/secret.ts',
  from: (name) => homes[name] as string,
};

/** The mock server reaches into the SDK through its entries only. */
export const mockServer: Target = {
  types: './control-types.ts',
  secret: '@homestar/sdk',
  from: (name) =>
    name === 'Wire' || name === 'Validated' ? '@homestar/sdk/internal' : '@homestar/sdk/internal/schemas',
};

/** Imports of the helpers that emitted code calls. */
export function imported(code: string, target: Target): string {
  const used = Object.keys(homes).filter((name) => new RegExp(`(?<![.\\w])${name}\\(`).test(code));
  const modules = groupBy(used, (name) => target.from(name));
  return [...modules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, names]) => `import { ${names.sort().join(', ')} } from '${from}';\n`)
    .join('');
}
