const brand = Symbol.for('homestar.secret');
const inspect = Symbol.for('nodejs.util.inspect.custom');

const MASK = '[redacted: call .reveal()]';

/**
 * A text that is not printed by accident: `console.log`, template literals, `JSON.stringify`,
 * `util.inspect` and `structuredClone` show a mask or nothing. Only `reveal()` gives the text.
 *
 * @example
 * ```ts
 * import { Secret } from '@homestar/sdk';
 *
 * const secret = new Secret('swordfish');
 * console.log(`${secret}`); // [redacted: call .reveal()]
 * console.log(secret.reveal()); // swordfish
 * ```
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. Whoever calls this takes care of it. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.toPrimitive](): string {
    return MASK;
  }

  [inspect](): string {
    return MASK;
  }

  get [brand](): true {
    return true;
  }

  // The package may be loaded twice, as ESM and as CommonJS; a Secret of either is one.
  static [Symbol.hasInstance](value: unknown): value is Secret {
    return typeof value === 'object' && value !== null && (value as { [brand]?: unknown })[brand] === true;
  }
}
