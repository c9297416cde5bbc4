/** One policy's claim on one bucket. */
export interface Charge {
  readonly policy: string;
  /** Whose allowance: `lin_…`, or a network such as `203.0.113.7` or `2001:db8::/64`. */
  readonly bucket: string;
  /** Admissions per window; compared at each call and never stored, so that editing it acts at once. */
  readonly quota: number;
  readonly windowMs: number;
  /** Above the quota it is charged as the quota, so that a full allowance always admits one. */
  readonly cost: number;
}

/** What stands in a bucket: what is left, and in how many milliseconds more comes back (0 where nothing is used). */
export interface Allowance {
  readonly policy: string;
  readonly quota: number;
  readonly windowMs: number;
  readonly remaining: number;
  readonly resetMs: number;
}

export interface Reservation {
  readonly kind: 'reserved';
  readonly at: number;
  readonly charges: readonly Charge[];
  /** After this reservation. */
  readonly allowances: readonly Allowance[];
}

/** Nothing was charged. `exhausted` is the policy that admits last, and `waitMs` when it will admit this cost. */
export interface Exhausted {
  readonly kind: 'exhausted';
  readonly exhausted: Charge;
  readonly waitMs: number;
  readonly allowances: readonly Allowance[];
}

export interface Limiter {
  /**
   * Charges all or none, in one atomic step. Never more than `quota` admissions in any window; refused
   * requests cost nothing. At most one charge is of one policy. `caller` (lineage and client's Request-Id)
   * names a waiting caller, who gets its remaining wait instead of a new slot when it is refused again.
   */
  reserve(charges: readonly Charge[], now: number, caller: string | null): Promise<Reservation | Exhausted>;
  /** Gives back what was reserved beyond `used` (one number a charge). Settling twice is harmless. */
  settle(reservation: Reservation, used: readonly number[]): Promise<void>;
  /** Tells what is left and charges nothing. */
  inspect(charges: readonly Charge[], now: number): Promise<readonly Allowance[]>;
}
