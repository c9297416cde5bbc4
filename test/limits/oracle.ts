/** Remembers every admission and counts them by hand: what the law says, as slowly as one likes. */
export function createOracle(windowMs: number) {
  const admissions: { at: number; amount: number }[] = [];
  const within = (at: number, ms: number) =>
    admissions.reduce((sum, admission) => sum + (admission.at > at - ms ? admission.amount : 0), 0);
  return {
    admit: (at: number, amount: number) => admissions.push({ at, amount }),
    giveBack(index: number, amount: number) {
      admissions[index]!.amount -= amount;
    },
    /** How much was admitted in the window that ends at `at`. */
    used: (at: number) => within(at, windowMs),
    /** The same with each admission held 1 % longer: what the limiter may at most still count. */
    usedAtMost: (at: number) => within(at, windowMs * 1.01),
    admissions,
  };
}
