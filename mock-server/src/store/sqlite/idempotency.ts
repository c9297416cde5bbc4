import type { DatabaseSync } from 'node:sqlite';
import type { Entry, Idempotency, IdempotencyRecord } from '../port.ts';
import { SLICE } from './write/chores.ts';

type NewRecord = NonNullable<Entry['idempotency']>;

const columns =
  'lineage_id, operation_id, value, hash, request_id, sequence, status, headers, body, sealed_for, target, expires_at';

export function createIdempotency(db: DatabaseSync): Idempotency {
  const find = db.prepare(
    `SELECT lineage_id AS lineageId, operation_id AS operationId, value, hash, request_id AS requestId, sequence,
            status, headers, body, sealed_for AS sealedFor, target, expires_at AS expiresAt
     FROM idempotency WHERE lineage_id = ? AND operation_id = ? AND value = ? AND expires_at > ?`,
  );
  return {
    find(lineageId, operationId, value, now) {
      const row = find.get(lineageId, operationId, value, now);
      return row && ({ ...row } as unknown as IdempotencyRecord);
    },
  };
}

/** Keeps a record; false where an unexpired one of the same lineage, operation and value stands already. */
export function createIdempotencyWriter(db: DatabaseSync) {
  const insert = db.prepare(
    `INSERT INTO idempotency (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (lineage_id, operation_id, value) DO UPDATE SET
       hash = excluded.hash, request_id = excluded.request_id, sequence = excluded.sequence,
       status = excluded.status, headers = excluded.headers, body = excluded.body,
       sealed_for = excluded.sealed_for, target = excluded.target, expires_at = excluded.expires_at
     WHERE expires_at <= ?`,
  );
  return (record: NewRecord, sequence: number, now: number): boolean => {
    const {
      lineageId,
      operationId,
      value,
      hash,
      requestId,
      status,
      headers,
      body,
      sealedFor,
      target,
      expiresAt,
    } = record;
    const cells = [
      lineageId,
      operationId,
      value,
      hash,
      requestId,
      sequence,
      status,
      headers,
      body,
      sealedFor,
      target,
      expiresAt,
    ];
    return insert.run(...cells, now).changes === 1;
  };
}

/** Removes what has expired by the latest world time the store was told; true while more may be left. */
export function createIdempotencyPurge(db: DatabaseSync, now: () => number): () => boolean {
  const remove = db.prepare(
    `DELETE FROM idempotency WHERE rowid IN
       (SELECT rowid FROM idempotency WHERE expires_at <= ? ORDER BY expires_at LIMIT ${SLICE})`,
  );
  return () => remove.run(now()).changes === SLICE;
}
