import { parseKey } from '../key/format.ts';
import { redactText } from '../redact/text.ts';
import { keyMask } from './key-mask.ts';

/** The keys of a client, in order of preference. */
export class Ring {
  readonly #keys: readonly string[];
  readonly #mask: (text: string) => string;

  constructor(keys: readonly string[]) {
    this.#keys = keys;
    this.#mask = keyMask(keys);
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
  readonly clean = (text: string): string => this.#mask(redactText(text));
}
