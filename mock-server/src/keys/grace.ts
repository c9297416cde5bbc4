/** What an old key gets after the first use of its successor, where nothing is said; a key's own rotation gives no less. */
export const graceFloorSeconds = 24 * 3600;

/** No grace outlives the lineage. */
export function graceEnd(now: number, graceMs: number, expiresAt: number | null): number {
  return Math.min(now + graceMs, expiresAt ?? Number.POSITIVE_INFINITY);
}
