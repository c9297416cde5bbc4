import type { Spread } from './spread.ts';

/** A median with its 95 % interval. */
export interface Interval extends Spread {
  readonly standardError: number;
}

/** Of the standard normal distribution: 95 % lies within so many deviations. */
const Z = 1.96;

/**
 * The median of independent samples, whatever their distribution: how many of `n` lie below the true one is binomial, so
 * that it lies between the samples of rank n/2 ± 1.96·√n/2 in 95 of 100 cases.
 */
export function medianInterval(samples: readonly number[]): Interval {
  const sorted = Float64Array.from(samples).sort();
  const middle = (sorted.length - 1) / 2;
  const reach = (Z * Math.sqrt(sorted.length)) / 2;
  const at = (rank: number) => sorted[Math.max(0, Math.min(sorted.length - 1, rank))] ?? Number.NaN;
  const lowest = at(Math.floor(middle - reach));
  const highest = at(Math.ceil(middle + reach));
  return { median: at(Math.round(middle)), lowest, highest, standardError: (highest - lowest) / (2 * Z) };
}

export function differenceOfMedians(one: Interval, other: Interval): Interval {
  const median = one.median - other.median;
  const standardError = Math.hypot(one.standardError, other.standardError);
  return { median, lowest: median - Z * standardError, highest: median + Z * standardError, standardError };
}
