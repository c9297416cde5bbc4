/** The work factor that a bcrypt string (`$2b$12$…`) was computed with: the binary logarithm of its rounds. */
export function workFactorOf(hash: string): number {
  return Number(hash.slice(4, 6));
}
