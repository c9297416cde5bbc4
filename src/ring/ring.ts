import { parseKey } from '../key/format.ts';
import { redactText } from '../redact/text.ts';
import { spellingMask } from './spellings.ts';

// A shorter text is no secret, and masking it would garble every message.
const SHORTEST_MASKED = 8;

/** The keys of a client, in order of preference. */
export class Ring {
  readonly #keys: readonly string[];
  // Keys in a form that the redaction does not know.
  readonly #foreign: readonly string[];
  readonly #maskSpellings: (text: string) => string;

  constructor(keys: readonly string[]) {
    this.#keys = keys;
    this.#foreign = keys.filter((key) => parseKey(key) === null && key.length >= SHORTEST_MASKED);
    this.#maskSpellings = spellingMask(keys.map(secretPart));
  }

  /** The key for the next attempt. */
  pick(): string {
    return this.#keys[0]!;
  }

  /** What may be shown of the keys. */
  hints(): string[] {
    return this.#keys.map((key) => parseKey(key)?.hint ?? '[redacted]');
  }

  /** Masks keys in a text; those of this client whatever their form, and however they are spelled. */
  readonly clean = (text: string): string => {
    let cleaned = redactText(text);
    for (const key of this.#foreign) cleaned = cleaned.replaceAll(key, '[redacted]');
    return this.#maskSpellings(cleaned);
  };
}

/** What nobody may see of a key: of one in an unknown form all. */
function secretPart(key: string): string {
  const hint = parseKey(key)?.hint ?? '';
  return key.slice(hint.length);
}
