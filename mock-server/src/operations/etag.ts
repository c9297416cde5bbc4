/** The entity tag of a record in one revision. */
export function etagOf(revision: number): string {
  return `"${revision}"`;
}
