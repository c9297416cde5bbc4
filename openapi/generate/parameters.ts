import type { Parameter } from './document.ts';
import { property } from './literal.ts';
import { expression, presence } from './zod.ts';

const readers: Readonly<Record<string, string>> = {
  integer: 'numeral',
  number: 'numeral',
  boolean: 'flag',
  array: 'listed',
};

/** Parameters of a path or query, whose values are text on the wire. */
export function fromText(parameters: readonly Parameter[]): string {
  const fields = parameters.map((parameter) => {
    const place = `parameter ${parameter.name}`;
    const { schema } = parameter;
    if (typeof schema.type !== 'string') throw new Error(`${place}: a parameter needs one type`);
    if (schema.type === 'array' && (parameter.explode !== false || schema.items?.type !== 'string')) {
      throw new Error(`${place}: a list is of strings between commas, so it needs "explode: false"`);
    }
    const value = expression(
      { ...schema, default: undefined },
      { side: 'request', place, refer: refuseReference },
    );
    const reader = readers[schema.type];
    const read = reader ? `${reader}(${value})` : value;
    return `${property(parameter.name)}: ${read}${presence(schema, parameter.required === true, 'request')},`;
  });
  return `z.strictObject({ ${fields.join('\n')} })`;
}

function refuseReference(name: string): string {
  throw new Error(`a parameter refers to ${name}; write its schema in place`);
}
