/** A rate-limit policy as the contract declares it. */
export interface RateLimitPolicy {
  readonly description: string;
  /** What one allowance belongs to. */
  readonly scope: 'lineage' | 'network';
  /** Admissions per window. */
  readonly quota: number;
  /** Other quotas for some roles. */
  readonly quotaByRole?: Readonly<Record<string, number>>;
  readonly windowSeconds: number;
}
