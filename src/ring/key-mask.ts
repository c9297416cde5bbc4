import { parseKey } from '../key/format.ts';
import { spellingMask } from './spellings.ts';

// A shorter text is no secret, and masking it would garble every message.
const SHORTEST_MASKED = 8;

/** Makes what masks these keys in a text; whatever their form, and however they are spelled. */
export function keyMask(keys: readonly string[]): (text: string) => string {
  // Keys in a form that the redaction does not know.
  const foreign = keys.filter((key) => parseKey(key) === null && key.length >= SHORTEST_MASKED);
  const maskSpellings = spellingMask(keys.map(secretPart));
  return (text) => {
    let masked = text;
    for (const key of foreign) masked = masked.replaceAll(key, '[redacted]');
    return maskSpellings(masked);
  };
}

/** What nobody may see of a key: of one in an unknown form all. */
function secretPart(key: string): string {
  const hint = parseKey(key)?.hint ?? '';
  return key.slice(hint.length);
}
