import type { Operation } from '@homestar/sdk/internal';

export type Route<O> =
  | { readonly kind: 'found'; readonly operation: O; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong_method'; readonly allow: string }
  | { readonly kind: 'none' };

interface Template<O> {
  /** Literal segments as text, parameters by name. */
  readonly segments: readonly (string | { readonly param: string })[];
  readonly byMethod: Map<string, O>;
}

const none: { readonly kind: 'none' } = { kind: 'none' };
const noParams: Readonly<Record<string, string>> = {};

/**
 * The operation table as a router. Paths are taken as sent: `..`, doubled and trailing slashes are no spelling of
 * another path, and a parameter is one segment, never empty.
 */
export function createRouter<O extends Pick<Operation, 'method' | 'path'>>(operations: readonly O[]) {
  const literal = new Map<string, Template<O>>();
  const templates: Template<O>[] = [];
  for (const operation of operations)
    templateOf(operation, literal, templates).byMethod.set(operation.method, operation);

  return function route(method: string, path: string): Route<O> {
    const exact = literal.get(path);
    if (exact) return pick(exact, method, noParams);
    const segments = path.split('/');
    for (const template of templates) {
      const params = match(template.segments, segments);
      if (params) return pick(template, method, params);
    }
    return none;
  };
}

function templateOf<O extends Pick<Operation, 'path'>>(
  { path }: O,
  literal: Map<string, Template<O>>,
  templates: Template<O>[],
): Template<O> {
  const known = literal.get(path) ?? templates.find((template) => textOf(template) === path);
  if (known) return known;
  const segments = path
    .split('/')
    .map((part) => (part.startsWith('{') ? { param: part.slice(1, -1) } : part));
  const template: Template<O> = { segments, byMethod: new Map() };
  if (segments.every((segment) => typeof segment === 'string')) literal.set(path, template);
  else templates.push(template);
  return template;
}

function textOf(template: Template<unknown>): string {
  return template.segments.map((part) => (typeof part === 'string' ? part : `{${part.param}}`)).join('/');
}

function match(template: Template<unknown>['segments'], segments: readonly string[]) {
  if (template.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (let i = 0; i < template.length; i++) {
    const expected = template[i] as string | { param: string };
    const given = segments[i] as string;
    if (typeof expected === 'string') {
      if (expected !== given) return undefined;
    } else {
      const decoded = decode(given);
      if (decoded === undefined) return undefined;
      params[expected.param] = decoded;
    }
  }
  return params;
}

function decode(segment: string): string | undefined {
  if (segment === '') return undefined;
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function pick<O>(template: Template<O>, method: string, params: Readonly<Record<string, string>>): Route<O> {
  const operation = template.byMethod.get(method);
  if (operation) return { kind: 'found', operation, params };
  return { kind: 'wrong_method', allow: [...template.byMethod.keys()].sort().join(', ') };
}
