import type { Schema } from './document.ts';
import { literal } from './literal.ts';
import type { Side } from './sides.ts';

/** A TSDoc comment of some paragraphs and tags; nothing of nothing. */
export function comment(paragraphs: readonly string[]): string {
  const lines = paragraphs
    .filter((paragraph) => paragraph !== '')
    .flatMap((paragraph, i) => [
      ...(i > 0 && !paragraph.startsWith('@') ? [''] : []),
      ...paragraph.split('\n'),
    ])
    .map((line) => line.replaceAll('*/', '*\\/').trimEnd());
  if (lines.length === 0) return '';
  if (lines.length === 1) return `/** ${lines[0]} */\n`;
  return `/**\n${lines.map((line) => (line === '' ? ' *' : ` * ${line}`)).join('\n')}\n */\n`;
}

/**
 * What an editor shows of a field: what it is, its default, an example, and what a caller has to heed of its
 * bounds. Those of an answer are the server's business.
 */
export function fieldComment(schema: Schema, side: Side): string {
  const { default: preset, example } = schema;
  const stated = [(schema.description ?? '').trim(), side === 'request' ? bounds(schema) : ''].filter(
    (part) => part !== '',
  );
  return comment([
    stated.join(stated[0]?.includes('\n') ? '\n' : ' '),
    preset === undefined ? '' : `@default ${literal(preset)}`,
    example === undefined ? '' : `@example ${literal(example)}`,
    schema.deprecated ? '@deprecated' : '',
  ]);
}

/** `1 to 100 characters.` and the like; nothing where the bound is only a technical one. */
export function bounds(schema: Schema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, minProperties, maxProperties } = schema;
  const shaped = schema.pattern?.startsWith('^') || schema.format === 'date-time' || schema.format === 'date';
  return [
    between(minimum, maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum, ''),
    shaped ? '' : between(minLength, maxLength, ' characters'),
    between(minItems, maxItems, ' items'),
    between(minProperties, maxProperties, ' members'),
  ]
    .filter((part) => part !== '')
    .map((part) => `${part}.`)
    .join(' ');
}

function between(low: number | undefined, high: number | undefined, unit: string): string {
  if (high === undefined) return low ? `At least ${low}${unit}` : '';
  return low === undefined ? `At most ${high}${unit}` : `${low} to ${high}${unit}`;
}
