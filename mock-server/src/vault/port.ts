import type { KeyRow } from '../store/rows.ts';

/** A bcrypt computation was refused because too many wait; the wait is an estimate in milliseconds. */
export interface Busy {
  readonly busy: true;
  readonly waitMs: number;
}

/** What is stored of a secret. */
export type StoredSecret = Pick<KeyRow, 'hash' | 'filter' | 'pepperVersion'>;

/** Makes and proves keys: all that knows of peppers, filters, bcrypt and remembered proofs. */
export interface KeyVault {
  /** A fresh secret with its key id and what to store of it. */
  issue(): Promise<{ readonly secret: string; readonly keyId: string; readonly stored: StoredSecret } | Busy>;
  /**
   * Whether `secret` is the one stored. A secret that fails the filter costs no bcrypt and takes the same path
   * whether a row stands behind the id or not (`stored` undefined: a fixed dummy row).
   */
  prove(secret: string, stored: StoredSecret | undefined): Promise<'proven' | 'filtered' | 'unproven' | Busy>;
}
