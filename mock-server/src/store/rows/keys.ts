export interface LineageRow {
  id: string;
  name: string;
  purpose: string;
  role: string;
  brokerageId: string | null;
  ownerUserId: string;
  /** JSON array of permissions, or null for all that the role has. */
  scopes: string | null;
  /** JSON object of strings. */
  metadata: string;
  createdAt: number;
  approvedAt: number | null;
  rejectedAt: number | null;
  suspendedAt: number | null;
  notBefore: number | null;
  expiresAt: number | null;
  /** JSON object: policy name → quota, for lineages whose limits differ from the role's; null otherwise. */
  limits: string | null;
  /** JSON array of addresses and networks in their canonical spelling, or null where it is accepted from anywhere. */
  ipAllowlist: string | null;
  /** `advise` or `enforce`, or null where the world's rule holds. */
  rotationPolicy: string | null;
  revision: number;
}

export interface KeyRow {
  /** `key_` and 12 digits. */
  id: string;
  lineageId: string;
  createdAt: number;
  /** The key that made it, or that rotated its predecessor; null where that was not done over the API. */
  createdByKeyId: string | null;
  firstUsedAt: number | null;
  graceEndsAt: number | null;
  revokedAt: number | null;
  revocationReason: string | null;
  revocationNote: string | null;
  revokedByKeyId: string | null;
  predecessorId: string | null;
  /**
   * The key that was made to follow it, used or not; null again where that rotation was taken back, or the successor
   * revoked before it was ever used.
   */
  successorId: string | null;
  /** Of a successor: for how long its predecessor is accepted after its first use. */
  graceSeconds: number | null;
  /** bcrypt string. */
  hash: string;
  /** First four bytes of the keyed HMAC, as an unsigned integer. */
  filter: number;
  pepperVersion: number;
  revision: number;
}
