const dayMs = 86_400_000;

/** The day of an instant, in UTC, as a number of days since 1970. */
export function dayAt(instant: number): number {
  return Math.floor(instant / dayMs);
}

/** The day of a date such as `2026-02-01`. */
export function dayOf(date: string): number {
  return dayAt(Date.parse(date));
}

/** The date of a day. */
export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
