/**
 * A text that does nothing to a terminal: what a caller sent ends up in it, and control characters could clear the
 * screen or rewrite what stands there; marks of writing direction could make it read as something else.
 */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
