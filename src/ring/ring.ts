import { parseKey } from '../key/format.ts';
import { redactText } from '../redact/text.ts';

// A shorter text is no secret, and masking it would garble every message.
const SHORTEST_MASKED = 8;

/** The keys of a client, in order of preference. */
export class Ring {
  readonly #keys: readonly string[];
  // Keys in a form that the redaction does not know.
  readonly #foreign: readonly string[];

  constructor(keys: readonly string[]) {
    this.#keys = keys;
    this.#foreign = keys.filter((key) => parseKey(key) === null && key.length >= SHORTEST_MASKED);
  }

  /** The key for the next attempt. */
  pick(): string {
    return this.#keys[0]!;
  }

  /** What may be shown of the keys. */
  hints(): string[] {
    return this.#keys.map((key) => parseKey(key)?.hint ?? '[redacted]');
  }

  /** Masks keys in a text, those of this client whatever their form. */
  readonly clean = (text: string): string => {
    let cleaned = redactText(text);
    for (const key of this.#foreign) cleaned = cleaned.replaceAll(key, '[redacted]');
    return cleaned;
  };
}
