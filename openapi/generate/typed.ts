import { fieldComment } from './comment.ts';
import type { Schema } from './document.ts';
import type { Side } from './sides.ts';
import { referred } from './walk.ts';

/** A schema as openapi-typescript is given it: the shape alone, with what we say instead. */
export interface Typed extends Schema {
  /** The type in TypeScript, where openapi-typescript has no word for it. */
  readonly 'x-type'?: string;
  /** The comment above the field. */
  readonly 'x-comment'?: string;
  /** Whether a caller may leave the field out, and so may also write `undefined`. */
  readonly 'x-undefined'?: boolean;
}

/** The shape of a schema: enums open in answers, secrets typed, comments written by us, bounds left out. */
export function typed(schema: Schema, side: Side, rename: (name: string) => string): Typed {
  const inner = (each: Schema): Typed => typed(each, side, rename);
  const { type, required, $ref, properties, items, oneOf, anyOf, additionalProperties } = schema;
  const special = specialType(schema, side);
  const said = fieldComment(schema, side).trim().slice(2, -2);
  return {
    ...(said ? { 'x-comment': said } : {}),
    ...(special ? { type: 'string', 'x-type': special } : {}),
    ...(!special && type ? { type } : {}),
    ...($ref ? { $ref: `#/components/schemas/${rename(referred($ref))}` } : {}),
    ...(required ? { required } : {}),
    ...(properties
      ? {
          properties: mapped(properties, (each, name) => ({
            ...inner(each),
            ...(side === 'request' && !required?.includes(name) ? { 'x-undefined': true } : {}),
          })),
        }
      : {}),
    ...(items ? { items: inner(items) } : {}),
    ...(oneOf ? { oneOf: oneOf.map(inner) } : {}),
    ...(anyOf ? { anyOf: anyOf.map(inner) } : {}),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: inner(additionalProperties) }
      : {}),
  };
}

function specialType(schema: Schema, side: Side): string | null {
  const orNull = schema.type?.includes('null') ? ' | null' : '';
  if (schema['x-sensitive']) return side === 'response' ? `Secret${orNull}` : `(string | Secret${orNull})`;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (!schema.enum) return null;
  // An editor still proposes the known values, and a switch over them has to think of a default.
  const open = side === 'response' && schema.type?.includes('string') ? ' | (string & {})' : '';
  const values = schema.enum.filter((member) => member !== null).map((member) => JSON.stringify(member));
  return `(${values.join(' | ')}${open}${orNull})`;
}

function mapped<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T, name: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}
