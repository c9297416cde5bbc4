import type { Schema } from './document.ts';
import { literal, property } from './literal.ts';
import type { Side } from './sides.ts';
import { referred } from './walk.ts';

export interface Context {
  readonly side: Side;
  readonly place: string;
  /** Name of the constant of a schema. */
  refer(schema: string): string;
}

/** The zod expression of a schema. */
export function expression(schema: Schema, context: Context): string {
  const types = [schema.type ?? []].flat();
  const nullable = types.includes('null') && types.length > 1;
  const [type, ...more] = types.filter((t) => !(nullable && t === 'null'));
  if (more.length > 0) throw new Error(`${context.place}: more than one type besides null`);
  return value(schema, type, context) + (nullable ? '.nullable()' : '');
}

function value(schema: Schema, type: string | undefined, context: Context): string {
  const { side, place } = context;
  if (schema.$ref) return context.refer(referred(schema.$ref));
  if (schema.const !== undefined) return `z.literal(${JSON.stringify(schema.const)})`;
  if (schema.oneOf || schema.anyOf) return union(schema, context);
  if (schema.enum && type !== 'string') throw new Error(`${place}: an enum needs "type: string"`);
  if (schema.enum) return side === 'request' ? `z.enum(${literal(schema.enum.filter(isText))})` : 'text()';
  switch (type) {
    case 'string':
      return string(schema, context);
    case 'integer':
      return `${schema.format === 'int32' ? 'z.int32()' : 'z.int()'}${range(schema)}`;
    case 'number':
      return `z.number()${range(schema)}`;
    case 'boolean':
      return 'z.boolean()';
    case 'null':
      return 'z.null()';
    case 'array':
      return array(schema, context);
    case 'object':
      return object(schema, context);
  }
  throw new Error(`${place}: a schema needs a type`);
}

function union(schema: Schema, context: Context): string {
  const keyword = schema.oneOf ? 'oneOf' : 'anyOf';
  const choices = schema[keyword] ?? [];
  const others = choices.filter(({ type }) => type !== 'null');
  const code = others.map((choice, i) => expression(choice, inner(context, `${keyword}/${i}`)));
  // In an open answer two choices can both fit; only a caller has to be unambiguous.
  const kind = keyword === 'oneOf' && context.side === 'request' ? 'xor' : 'union';
  const joined = code.length === 1 ? code[0] : `z.${kind}([${code.join(', ')}])`;
  return joined + (others.length < choices.length ? '.nullable()' : '');
}

function string(schema: Schema, { side, place }: Context): string {
  const { minLength: min, maxLength: max, pattern } = schema;
  const bounds = [
    min ? `min: ${min}` : [],
    max === undefined ? [] : `max: ${max}`,
    pattern === undefined ? [] : `pattern: ${new RegExp(pattern, 'u')}`,
  ].flat();
  const given = bounds.length > 0 ? `{ ${bounds.join(', ')} }` : '';
  switch (schema.format) {
    case undefined:
      return `text(${given})`;
    case 'email':
      return `email(${given})`;
    case 'uri':
      return side === 'request' ? `webAddress(${given})` : `uri(${given})`;
    case 'date-time':
      return 'dateTime()';
    case 'date':
      return 'date()';
  }
  throw new Error(`${place}: the generator does not know the format "${schema.format}"`);
}

function range({ minimum, maximum, multipleOf }: Schema): string {
  return [
    minimum === undefined ? '' : `.min(${minimum})`,
    maximum === undefined ? '' : `.max(${maximum})`,
    multipleOf === undefined ? '' : `.multipleOf(${multipleOf})`,
  ].join('');
}

function array({ items, minItems, maxItems, uniqueItems }: Schema, context: Context): string {
  if (!items) throw new Error(`${context.place}: an array needs items`);
  return [
    `z.array(${expression(items, inner(context, 'items'))})`,
    minItems ? `.min(${minItems})` : '',
    maxItems === undefined ? '' : `.max(${maxItems})`,
    uniqueItems ? '.check(distinct())' : '',
  ].join('');
}

function object(schema: Schema, context: Context): string {
  const { properties, additionalProperties, minProperties = 0, maxProperties } = schema;
  const counted = minProperties > 0 || maxProperties !== undefined;
  const check = counted ? `.check(members(${[minProperties, maxProperties ?? []].flat().join(', ')}))` : '';
  if (!properties && typeof additionalProperties === 'object') {
    const key = schema.propertyNames ? { type: 'string', ...schema.propertyNames } : { type: 'string' };
    const member = expression(additionalProperties, inner(context, 'additionalProperties'));
    return `z.record(${expression(key, inner(context, 'propertyNames'))}, ${member})${check}`;
  }
  if (context.side === 'request' && additionalProperties !== false) {
    throw new Error(
      `${context.place}: what a caller sends is closed, so it needs "additionalProperties: false"`,
    );
  }
  const fields = Object.entries(properties ?? {}).map(([name, field]) => {
    const code = expression(field, inner(context, `properties/${name}`));
    return `${property(name)}: ${code}${presence(field, schema.required?.includes(name) ?? false, context.side)},`;
  });
  return `z.${context.side === 'request' ? 'strictObject' : 'looseObject'}({ ${fields.join('\n')} })${check}`;
}

export function presence(schema: Schema, required: boolean, side: Side): string {
  if (side === 'request' && schema.default !== undefined)
    return `.default(${JSON.stringify(schema.default)})`;
  return required ? '' : '.exactOptional()';
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function inner(context: Context, step: string): Context {
  return { ...context, place: `${context.place}/${step}` };
}
