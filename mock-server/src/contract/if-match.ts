/**
 * `If-Match` as a list of strong entity tags, or `['*']`; null where it was not sent (RFC 9110, 13.1.1: the
 * comparison is strong, so a weak tag never matches and is kept as it stands).
 */
export function parseIfMatch(header: string | null): readonly string[] | null | 'malformed' {
  if (header === null) return null;
  const value = header.trim();
  if (value === '*') return ['*'];
  const tags = value.split(/\s*,\s*/);
  return tags.every((tag) => /^(?:W\/)?"[\x21\x23-\x7e]*"$/.test(tag)) ? tags : 'malformed';
}

/** Whether a record of this entity tag is one of those that the caller means. */
export function matches(ifMatch: readonly string[] | null, etag: string): boolean {
  return ifMatch === null || ifMatch.includes('*') || ifMatch.includes(etag);
}
