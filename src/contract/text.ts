import { z } from 'zod';

/** What a string may be: its length in characters, counted as code points, and its shape. */
export interface TextBounds {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

/**
 * A string as the contract means it. U+0000 and lone surrogates are refused everywhere: the one PostgreSQL
 * cannot store, the other becomes U+FFFD on its way, so that what was compared is not what was kept.
 */
export function text(bounds: TextBounds = {}): z.ZodString {
  return z.string().check(({ value, issues }) => {
    const fault = textFault(value, bounds);
    if (fault) issues.push({ code: 'custom', input: value, message: fault });
  });
}

/** An email address, in the shape that HTML's input fields accept. */
export function email(bounds: TextBounds = {}): z.ZodString {
  return text(bounds).regex(z.regexes.html5Email, 'is not an email address');
}

/** An absolute URI of any scheme. */
export function uri(bounds: TextBounds = {}): z.ZodString {
  return text(bounds).check(({ value, issues }) => {
    if (!URL.canParse(value))
      issues.push({ code: 'custom', input: value, message: 'is not an absolute URI' });
  });
}

/** An address to call: `javascript:` and its like are URIs too, and none of them can be sent anything. */
export function webAddress(bounds: TextBounds = {}): z.ZodString {
  return uri(bounds).regex(/^https?:\/\//i, 'is not an http or https address');
}

function textFault(
  value: string,
  { min = 0, max = Number.POSITIVE_INFINITY, pattern }: TextBounds,
): string | null {
  if (value.includes('\0')) return 'contains the character U+0000';
  if (/\p{Surrogate}/u.test(value)) return 'contains half of a surrogate pair';
  if (tooLong(value, max)) return `is longer than ${max} characters`;
  if (value.length < min || (value.length < 2 * min && [...value].length < min)) {
    return min === 1 ? 'is empty' : `is shorter than ${min} characters`;
  }
  return pattern && !pattern.test(value) ? `does not match ${pattern.source}` : null;
}

// A code point takes one or two units, so most strings are judged by `length` alone and never split.
function tooLong(value: string, max: number): boolean {
  return value.length > max && (value.length > 2 * max || [...value].length > max);
}
