import type { KeyRow } from '../store/rows.ts';

/** A bcrypt computation was refused because too many wait; the wait is an estimate in milliseconds. */
export interface Busy {
  readonly busy: true;
  readonly waitMs: number;
}

/** What is stored of a secret. */
export type StoredSecret = Pick<KeyRow, 'hash' | 'filter' | 'pepperVersion'>;

/** All that it takes to store a secret anew, under the newest pepper. The secret itself is none of it. */
export interface Renewal {
  readonly bcryptInput: string;
  readonly mac: string;
  readonly workFactor: number;
}

/** Makes and proves keys: all that knows of peppers, filters, bcrypt and remembered proofs. */
export interface KeyVault {
  /** A fresh secret with its key id and what to store of it. */
  issue(): Promise<{ readonly secret: string; readonly keyId: string; readonly stored: StoredSecret } | Busy>;
  /**
   * Whether `secret` is the one stored. A secret that fails the filter costs no bcrypt and takes the same path
   * whether a row stands behind the id or not (`stored` undefined: a fixed dummy row).
   *
   * @throws UnknownPepper where the row's pepper is not among this server's secrets: nothing can be said of the secret
   * then, and "unknown key" would have its holder drop a good one.
   */
  prove(secret: string, stored: StoredSecret | undefined): Promise<'proven' | 'filtered' | 'unproven' | Busy>;
  /** How to renew what is stored of a proven secret: undefined unless its pepper is older, or its work factor lower, than those of new keys. */
  renewalOf(secret: string, stored: StoredSecret): Renewal | undefined;
  /** Computed while nobody waits for bcrypt. The proof holds for what it returns, too. */
  renew(renewal: Renewal): Promise<StoredSecret>;
}
