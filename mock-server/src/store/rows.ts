/**
 * The rows of the store, as every engine keeps them. Instants are integer milliseconds of world time;
 * `revision` grows by one with each change and is what changes rely on. Lists and maps are JSON text.
 */
export interface BrokerageRow {
  id: string;
  name: string;
  timeZone: string;
  createdAt: number;
  modifiedAt: number;
  closedAt: number | null;
  revision: number;
}

export interface UserRow {
  id: string;
  brokerageId: string | null;
  role: string;
  name: string;
  email: string;
  createdAt: number;
  deactivatedAt: number | null;
  revision: number;
}

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
  createdByKeyId: string | null;
  approvedAt: number | null;
  rejectedAt: number | null;
  suspendedAt: number | null;
  notBefore: number | null;
  expiresAt: number | null;
  /** JSON object: policy name → quota, for lineages whose limits differ from the role's; null otherwise. */
  limits: string | null;
  revision: number;
}

export interface KeyRow {
  /** `key_` and 12 digits. */
  id: string;
  lineageId: string;
  createdAt: number;
  firstUsedAt: number | null;
  graceEndsAt: number | null;
  revokedAt: number | null;
  revocationReason: string | null;
  revocationNote: string | null;
  revokedByKeyId: string | null;
  predecessorId: string | null;
  /** bcrypt string. */
  hash: string;
  /** First four bytes of the keyed HMAC, as an unsigned integer. */
  filter: number;
  pepperVersion: number;
  revision: number;
}

export interface PropertyRow {
  listingKey: string;
  brokerageId: string;
  listAgentKey: string;
  standardStatus: string;
  propertyType: string;
  listPrice: number;
  unparsedAddress: string;
  city: string;
  stateOrProvince: string;
  postalCode: string;
  country: string;
  bedroomsTotal: number | null;
  bathroomsTotalInteger: number | null;
  livingArea: number | null;
  yearBuilt: number | null;
  publicRemarks: string | null;
  originalEntryTimestamp: number;
  modificationTimestamp: number;
  revision: number;
}

/** A rule over several rows (such as "one admin key stays usable") stands as one row, so that changes can rely on it. */
interface RuleRow {
  id: string;
  revision: number;
}

/** Something that falls due in world time. */
export interface AgendaRow {
  id: string;
  dueAt: number;
  kind: 'key_expired';
  /** What it is about: a lineage id for `key_expired`. */
  subject: string;
  /** Whose log tells of it, beside the platform's. */
  brokerageId: string | null;
  revision: number;
}

export interface Rows {
  brokerages: BrokerageRow;
  users: UserRow;
  lineages: LineageRow;
  keys: KeyRow;
  properties: PropertyRow;
  rules: RuleRow;
  agenda: AgendaRow;
}

export type Table = keyof Rows;

/**
 * One row to write: inserted where `from` is null (or 0, the revision of what is not there), else put in place of
 * that revision, and then the store itself counts the revision up, whatever the row says.
 */
export type Put = {
  [T in Table]: { readonly table: T; readonly row: Rows[T]; readonly from: number | null };
}[Table];

/** A row that a change relies on without writing it; revision 0: that it is not there. */
export interface Read {
  readonly table: Table;
  readonly id: string;
  readonly revision: number;
}
