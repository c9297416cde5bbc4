/**
 * `statusAt` as an SQL expression over `keys k` and `lineages l` with `:now` bound, for lists that filter by
 * status. A comparison with NULL is never true, so what is not set falls through.
 */
export const statusSql = `CASE
  WHEN k.revoked_at IS NOT NULL THEN 'revoked'
  WHEN l.rejected_at IS NOT NULL THEN 'rejected'
  WHEN l.approved_at IS NULL THEN 'awaiting_approval'
  WHEN l.suspended_at IS NOT NULL THEN 'suspended'
  WHEN l.expires_at <= :now THEN 'expired'
  WHEN k.grace_ends_at <= :now THEN 'retired'
  WHEN l.not_before > :now THEN 'not_yet_valid'
  WHEN k.grace_ends_at IS NOT NULL THEN 'retiring'
  WHEN k.predecessor_id IS NOT NULL AND k.first_used_at IS NULL THEN 'pending'
  ELSE 'active'
END`;

/** `usable(statusAt(…))` likewise. */
export const usableSql = `${statusSql} IN ('active', 'pending', 'retiring')`;
