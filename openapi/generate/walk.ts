import type { Schema } from './document.ts';

const known: Readonly<Record<keyof Schema, true>> = {
  $ref: true,
  type: true,
  title: true,
  description: true,
  default: true,
  example: true,
  examples: true,
  deprecated: true,
  enum: true,
  const: true,
  format: true,
  pattern: true,
  minLength: true,
  maxLength: true,
  minimum: true,
  maximum: true,
  multipleOf: true,
  items: true,
  minItems: true,
  maxItems: true,
  uniqueItems: true,
  properties: true,
  required: true,
  additionalProperties: true,
  propertyNames: true,
  minProperties: true,
  maxProperties: true,
  oneOf: true,
  anyOf: true,
  'x-sensitive': true,
  'x-carries-key': true,
};

/**
 * Visits a schema and all that stand inside it, without following references. A keyword that the emitters
 * do not know would be left out of every output without a word, so it stops the generation instead.
 */
export function walk(schema: Schema, place: string, visit: (schema: Schema) => void): void {
  for (const keyword of Object.keys(schema)) {
    if (!Object.hasOwn(known, keyword)) {
      throw new Error(`${place}: the generator does not know the keyword "${keyword}"`);
    }
  }
  visit(schema);
  for (const [step, inner] of children(schema)) walk(inner, `${place}/${step}`, visit);
}

/** `Key` of `#/components/schemas/Key`. */
export function referred(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function children(schema: Schema): [step: string, inner: Schema][] {
  const { items, additionalProperties: others, propertyNames: names } = schema;
  const children: [string, Schema][] = [];
  for (const [name, field] of Object.entries(schema.properties ?? {}))
    children.push([`properties/${name}`, field]);
  for (const [i, choice] of (schema.oneOf ?? []).entries()) children.push([`oneOf/${i}`, choice]);
  for (const [i, choice] of (schema.anyOf ?? []).entries()) children.push([`anyOf/${i}`, choice]);
  if (items) children.push(['items', items]);
  if (typeof others === 'object') children.push(['additionalProperties', others]);
  if (names) children.push(['propertyNames', names]);
  return children;
}
