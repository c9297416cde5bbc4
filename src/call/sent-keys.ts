import { keyMask } from '../ring/key-mask.ts';
import { mapPointers } from './pointers.ts';

/**
 * Makes what masks, besides what `clean` does, the keys that a body was sent with: a server may give them
 * back in any spelling, as it may the caller's own. Nothing is made before there is something to mask.
 */
export function cleanOfSent(
  clean: (text: string) => string,
  body: string,
  pointers: readonly string[],
): (text: string) => string {
  let mask: ((text: string) => string) | undefined;
  return (text) => {
    mask ??= keyMask(keysIn(body, pointers));
    return mask(clean(text));
  };
}

function keysIn(body: string, pointers: readonly string[]): string[] {
  const keys: string[] = [];
  const sent: unknown = JSON.parse(body);
  for (const pointer of pointers) {
    mapPointers(sent, pointer, (value) => {
      if (typeof value === 'string') keys.push(value);
      return value;
    });
  }
  return keys;
}
