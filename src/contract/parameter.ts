import { z } from 'zod';

// Path and query values arrive as text. What does not read as the wanted type is handed on as it came,
// and the schema says what it should have been. The return types are inferred, since spelling them out
// takes the compiler a second.

/** A number written out: `20`, `-1.5`; neither `1e3`, `0x10`, ` 20` nor the empty text. */
export function numeral<S extends z.core.$ZodType>(schema: S) {
  return z.preprocess((value) => (isNumeral(value) ? Number(value) : value), schema);
}

/** `true` or `false`. */
export function flag<S extends z.core.$ZodType>(schema: S) {
  return z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), schema);
}

/** Values between commas: `active,pending`. */
export function listed<S extends z.core.$ZodType>(schema: S) {
  return z.preprocess((value) => (typeof value === 'string' ? value.split(',') : value), schema);
}

function isNumeral(value: unknown): boolean {
  return typeof value === 'string' && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value);
}
