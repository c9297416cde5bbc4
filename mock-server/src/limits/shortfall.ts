import { amountOf } from './charges.ts';
import type { Allowance, Charge } from './port.ts';

/** The charge that would be refused, by what is left: of several the one whose allowance takes longest to come back. */
export function shortfall(
  charges: readonly Charge[],
  allowances: readonly Allowance[],
): (Charge & { readonly remaining: number }) | null {
  const short = charges
    .map((charge, index) => ({ charge, left: allowances[index]! }))
    .filter(({ charge, left }) => left.remaining < amountOf(charge))
    .sort((a, b) => b.left.resetMs - a.left.resetMs)[0];
  return short ? { ...short.charge, remaining: short.left.remaining } : null;
}
