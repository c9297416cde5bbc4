const ranks: Readonly<Record<string, number>> = { agent: 1, broker: 2, admin: 3 };

/** Whether a role stands above another, so that the other cannot hand it out. */
export function isAbove(role: string, other: string): boolean {
  return (ranks[role] ?? Number.POSITIVE_INFINITY) > (ranks[other] ?? 0);
}
