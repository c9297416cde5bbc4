// biome-ignore-all lint/complexity/noThisInStatic: each family compares its own name in the one inherited method.
import type { ProblemCode } from '../generated/problems.ts';
import type { ClientCode } from './client-codes.ts';

const brand = Symbol.for('homestar.error');

/** A value that is not allowed, and where it stands: `/body/listPrice`, `/query/limit`. */
export interface ErrorPointer {
  readonly pointer: string;
  readonly detail: string;
}

/** What an error says beside its message. Nothing of it holds a key. */
export interface ErrorDetails {
  readonly code: string;
  readonly action: string;
  readonly status?: number | null;
  readonly requestId?: string | null;
  readonly retryAfter?: number | null;
  readonly errors?: readonly ErrorPointer[];
  readonly problem?: Readonly<Record<string, unknown>> | null;
  readonly cause?: unknown;
}

/**
 * Everything this client throws, except the reason of an aborted signal, which is thrown as it is.
 * Decide by class for the family and by `code` for the problem; the message is for people.
 *
 * @example
 * ```ts
 * import { AuthenticationError, HomeStarError } from '@homestar/sdk';
 *
 * try {
 *   await client.whoami.get();
 * } catch (error) {
 *   if (error instanceof AuthenticationError && error.code === 'key_revoked') console.error('Replace the key.');
 *   else if (error instanceof HomeStarError) console.error(error.code, error.requestId, error.action);
 *   else throw error;
 * }
 * ```
 */
export class HomeStarError extends Error {
  /** Name of the class, and what `instanceof` compares; see below. */
  static readonly family: string = 'HomeStarError';

  /** The stable name of the problem: the API's, or the client's own. New ones may appear. */
  readonly code: ProblemCode | ClientCode | (string & {});
  /** What to do next. */
  readonly action: string;
  /** The HTTP status; `null` where no answer came. */
  readonly status: number | null;
  /** The server's id of the request; `null` where no answer came. */
  readonly requestId: string | null;
  /** Seconds that the server asks to wait before the next request; `null` where it names none. */
  readonly retryAfter: number | null;
  /** Each value that is not allowed. Empty where values were not the reason. */
  readonly errors: readonly ErrorPointer[];
  /** The API's whole account of the problem (RFC 9457); `null` where it gave none. */
  readonly problem: Readonly<Record<string, unknown>> | null;
  /** During the iteration of a list: where the page begins that failed; `null` for the first one. */
  declare cursor?: string | null;

  constructor(message: string, details: ErrorDetails) {
    super(message);
    const { family } = new.target;
    Object.defineProperty(this, brand, { value: family });
    Object.defineProperty(this, 'name', { value: family, writable: true, configurable: true });
    if (details.cause !== undefined) {
      Object.defineProperty(this, 'cause', { value: details.cause, writable: true, configurable: true });
    }
    this.code = details.code;
    this.action = details.action;
    this.status = details.status ?? null;
    this.requestId = details.requestId ?? null;
    this.retryAfter = details.retryAfter ?? null;
    this.errors = details.errors ?? [];
    this.problem = details.problem ?? null;
  }

  // The package may be loaded twice, as ESM and as CommonJS, so families are compared and not
  // classes. Only a class's own family counts: an application's subclass has none and matches what
  // it made itself.
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (!Object.hasOwn(this, 'family')) return Function.prototype[Symbol.hasInstance].call(this, value);
    if (typeof value !== 'object' || value === null) return false;
    const family = (value as { [brand]?: unknown })[brand];
    return typeof family === 'string' && (this.family === 'HomeStarError' || this.family === family);
  }
}
