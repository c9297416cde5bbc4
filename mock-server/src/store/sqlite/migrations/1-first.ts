import { BLOCK } from '../log/event-marks.ts';

/** Brokerages, users, keys and listings; the log, and what stands behind it. */
export const first = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE brokerages (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, time_zone TEXT NOT NULL,
  created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, closed_at INTEGER, revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX brokerages_in_order ON brokerages (created_at, id);

CREATE TABLE users (
  id TEXT PRIMARY KEY, brokerage_id TEXT REFERENCES brokerages, role TEXT NOT NULL, name TEXT NOT NULL,
  email TEXT NOT NULL, created_at INTEGER NOT NULL, deactivated_at INTEGER, revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX users_in_order ON users (created_at, id);
CREATE INDEX users_of_brokerage ON users (brokerage_id, created_at, id);
CREATE INDEX users_by_email ON users (lower(email));

CREATE TABLE lineages (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, purpose TEXT NOT NULL, role TEXT NOT NULL,
  brokerage_id TEXT REFERENCES brokerages, owner_user_id TEXT NOT NULL REFERENCES users,
  scopes TEXT, metadata TEXT NOT NULL, created_at INTEGER NOT NULL, created_by_key_id TEXT,
  approved_at INTEGER, rejected_at INTEGER, suspended_at INTEGER, not_before INTEGER, expires_at INTEGER,
  limits TEXT, revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lineages_of_brokerage ON lineages (brokerage_id);
CREATE INDEX lineages_of_admins ON lineages (id) WHERE role = 'admin';

CREATE TABLE keys (
  id TEXT PRIMARY KEY, lineage_id TEXT NOT NULL REFERENCES lineages, created_at INTEGER NOT NULL,
  first_used_at INTEGER, grace_ends_at INTEGER, revoked_at INTEGER, revocation_reason TEXT,
  revocation_note TEXT, revoked_by_key_id TEXT, predecessor_id TEXT, hash TEXT NOT NULL,
  filter INTEGER NOT NULL, pepper_version INTEGER NOT NULL, revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_in_order ON keys (created_at, id);
CREATE INDEX keys_of_lineage ON keys (lineage_id);
CREATE INDEX keys_by_predecessor ON keys (predecessor_id, created_at, id) WHERE predecessor_id IS NOT NULL;

CREATE TABLE properties (
  listing_key TEXT PRIMARY KEY, brokerage_id TEXT NOT NULL REFERENCES brokerages,
  list_agent_key TEXT NOT NULL REFERENCES users, standard_status TEXT NOT NULL, property_type TEXT NOT NULL,
  list_price REAL NOT NULL, unparsed_address TEXT NOT NULL, city TEXT NOT NULL,
  state_or_province TEXT NOT NULL, postal_code TEXT NOT NULL, country TEXT NOT NULL,
  bedrooms_total INTEGER, bathrooms_total_integer INTEGER, living_area REAL, year_built INTEGER,
  public_remarks TEXT, original_entry_timestamp INTEGER NOT NULL, modification_timestamp INTEGER NOT NULL,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX properties_by_change ON properties (modification_timestamp, listing_key);
CREATE INDEX properties_by_price ON properties (list_price, listing_key);
CREATE INDEX properties_of_brokerage_by_change ON properties (brokerage_id, modification_timestamp, listing_key);
CREATE INDEX properties_of_brokerage_by_price ON properties (brokerage_id, list_price, listing_key);
CREATE INDEX properties_of_agent ON properties (list_agent_key);

CREATE TABLE rules (id TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE agenda (
  id TEXT PRIMARY KEY, due_at INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  brokerage_id TEXT, revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX agenda_in_order ON agenda (due_at, id);

CREATE TABLE idempotency (
  lineage_id TEXT NOT NULL, operation_id TEXT NOT NULL, value TEXT NOT NULL, hash TEXT NOT NULL,
  request_id TEXT NOT NULL, sequence INTEGER NOT NULL, status INTEGER NOT NULL, headers TEXT NOT NULL,
  body TEXT, target TEXT, expires_at INTEGER NOT NULL,
  PRIMARY KEY (lineage_id, operation_id, value)
) STRICT;
CREATE INDEX idempotency_by_expiry ON idempotency (expires_at);

-- The log. "used": the event was a use of its actor's key, from which last uses are rebuilt.
CREATE TABLE events (sequence INTEGER PRIMARY KEY, text TEXT NOT NULL, used INTEGER NOT NULL) STRICT;

-- Behind the log: which requests, keys and brokerages occur in each block of ${BLOCK} events.
CREATE TABLE event_blocks (block INTEGER PRIMARY KEY, marks BLOB NOT NULL) STRICT;

CREATE TABLE last_uses (key_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
