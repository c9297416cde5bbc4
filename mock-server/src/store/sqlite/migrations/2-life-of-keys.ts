/** Rotation and what falls due; leads; deleted listings; uses by day. */
export const lifeOfKeys = `
-- The life of a key.
ALTER TABLE lineages ADD COLUMN ip_allowlist TEXT;
ALTER TABLE lineages ADD COLUMN rotation_policy TEXT;
ALTER TABLE keys ADD COLUMN created_by_key_id TEXT;
ALTER TABLE keys ADD COLUMN successor_id TEXT;
ALTER TABLE keys ADD COLUMN grace_seconds INTEGER;
UPDATE keys SET created_by_key_id = (SELECT l.created_by_key_id FROM lineages l WHERE l.id = keys.lineage_id);
ALTER TABLE lineages DROP COLUMN created_by_key_id;
DROP INDEX keys_by_predecessor;
CREATE INDEX lineages_of_owner ON lineages (owner_user_id);

-- What falls due is about keys from now on. Of what was there, only ends of lineages were known.
DROP TABLE agenda;
CREATE TABLE agenda (
  id TEXT PRIMARY KEY, due_at INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  brokerage_id TEXT, owner_user_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX agenda_in_order ON agenda (due_at, id);
CREATE INDEX agenda_by_subject ON agenda (subject);
INSERT INTO agenda (id, due_at, kind, subject, brokerage_id, owner_user_id)
  SELECT d.kind || ' ' || k.id || ' ' || d.due_at, d.due_at, d.kind, k.id, l.brokerage_id, l.owner_user_id
  FROM keys k JOIN lineages l ON l.id = k.lineage_id JOIN (
    SELECT id AS key_id, 'key.rotation_due' AS kind, created_at + 76 * 86400000 AS due_at FROM keys
    UNION ALL SELECT id, 'key.rotation_due', created_at + 87 * 86400000 FROM keys
    UNION ALL SELECT id, 'key.rotation_overdue', created_at + 90 * 86400000 FROM keys
    UNION ALL SELECT o.id, 'key.expiring', m.expires_at - 14 * 86400000 FROM keys o JOIN lineages m ON m.id = o.lineage_id
    UNION ALL SELECT o.id, 'key.expired', m.expires_at FROM keys o JOIN lineages m ON m.id = o.lineage_id
  ) d ON d.key_id = k.id
  WHERE k.revoked_at IS NULL AND d.due_at <= coalesce(l.expires_at, d.due_at) AND d.due_at > (
    SELECT CAST(round(1000 * unixepoch(text ->> '$.at', 'subsec')) AS INTEGER) FROM events ORDER BY sequence DESC LIMIT 1
  );

-- Leads. No reference to the listing: a lead outlives what was asked about.
CREATE TABLE leads (
  id TEXT PRIMARY KEY, brokerage_id TEXT NOT NULL REFERENCES brokerages,
  owner_user_id TEXT NOT NULL REFERENCES users, listing_key TEXT, name TEXT NOT NULL, email TEXT, phone TEXT,
  message TEXT, source TEXT NOT NULL, status TEXT NOT NULL, created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL, revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX leads_in_order ON leads (created_at, id);
CREATE INDEX leads_of_brokerage ON leads (brokerage_id, created_at, id);
CREATE INDEX leads_of_owner ON leads (owner_user_id, created_at, id);
CREATE INDEX leads_of_listing ON leads (listing_key, created_at, id) WHERE listing_key IS NOT NULL;

-- Listings that are gone from a reach, until everybody who syncs has had 90 days to hear of it.
CREATE TABLE tombstones (
  id TEXT PRIMARY KEY, listing_key TEXT NOT NULL, brokerage_id TEXT NOT NULL REFERENCES brokerages,
  list_agent_key TEXT NOT NULL REFERENCES users, kind TEXT NOT NULL, modification_timestamp INTEGER NOT NULL,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstones_by_change ON tombstones (modification_timestamp, listing_key);
CREATE INDEX tombstones_of_brokerage ON tombstones (brokerage_id, modification_timestamp, listing_key);
CREATE INDEX tombstones_of_agent ON tombstones (list_agent_key, modification_timestamp, listing_key);
DROP INDEX properties_of_agent;
CREATE INDEX properties_of_agent_by_change ON properties (list_agent_key, modification_timestamp, listing_key);

-- Answers that hold a secret. Those that are there already were kept without their body.
ALTER TABLE idempotency ADD COLUMN sealed_for TEXT;

-- Uses by day since 1970 in UTC: "upto" is the last sequence that a row has counted. Made of the log when it is
-- opened next, and the networks with them.
CREATE TABLE usages (
  key_id TEXT NOT NULL, day INTEGER NOT NULL, operation_id TEXT NOT NULL, outcome TEXT NOT NULL,
  count INTEGER NOT NULL, upto INTEGER NOT NULL, PRIMARY KEY (key_id, day, operation_id, outcome)
) STRICT, WITHOUT ROWID;
ALTER TABLE last_uses ADD COLUMN network TEXT;
DELETE FROM meta WHERE name = 'last_use.sequence';
`;
