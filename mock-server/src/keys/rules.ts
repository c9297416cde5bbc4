import type { Role } from '@homestar/sdk/internal';

/** What the operator of a world asks of its keys. */
export interface KeyRules {
  /** What becomes of a key that is not rotated in time, where its lineage does not say. */
  readonly rotation: 'advise' | 'enforce';
  /** How long a lineage may live, by role; a role that is left out has no bound. */
  readonly maximumLifetimeDays: Readonly<Partial<Record<Role, number>>>;
}

export const defaultKeyRules: KeyRules = { rotation: 'advise', maximumLifetimeDays: {} };
