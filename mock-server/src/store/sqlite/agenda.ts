import type { DatabaseSync } from 'node:sqlite';
import type { Agenda, Schedule } from '../port.ts';
import type { AgendaRow } from '../rows.ts';
import { type Cells, rowReader, selected, width } from './columns.ts';
import { createQueries } from './queries.ts';

const columns = 'id, due_at, kind, subject, brokerage_id, owner_user_id';

function readRow([id, dueAt, kind, subject, brokerageId, ownerUserId]: Cells): AgendaRow {
  return { id, dueAt, kind, subject, brokerageId, ownerUserId } as AgendaRow;
}

export function createAgenda(db: DatabaseSync): Agenda {
  const query = createQueries(db);
  const due = query(`SELECT ${columns} FROM agenda WHERE due_at <= :now ORDER BY due_at, id LIMIT :limit`);
  const next = query('SELECT min(due_at) FROM agenda');
  const key = query(
    `SELECT ${selected('keys', 'k')}, ${selected('lineages', 'l')}
     FROM keys k JOIN lineages l ON l.id = k.lineage_id WHERE k.id = :id`,
  );
  const readKey = rowReader('keys');
  const readLineage = rowReader('lineages');
  return {
    due: (now, limit) => due.all({ now, limit }).map(readRow),
    next: () => next.first()![0] as number | null,
    key(id) {
      const cells = key.first({ id });
      return cells && { key: readKey(cells), lineage: readLineage(cells, width('keys')) };
    },
  };
}

export interface AgendaWriter {
  /** Takes out an entry; false where it is not there. */
  done(id: string): boolean;
  /** False where a row has fallen due since it was drawn up. */
  schedule(schedule: Schedule, now: number): boolean;
}

export function createAgendaWriter(db: DatabaseSync): AgendaWriter {
  const remove = db.prepare('DELETE FROM agenda WHERE id = ?');
  const clear = db.prepare('DELETE FROM agenda WHERE subject = ? AND due_at > ?');
  const insert = db.prepare(
    `INSERT INTO agenda (${columns}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  return {
    done: (id) => remove.run(id).changes === 1,
    schedule({ subject, at, rows }, now) {
      if (rows.some(({ dueAt }) => dueAt > at && dueAt <= now)) return false;
      clear.run(subject, now);
      for (const row of rows) {
        insert.run(row.id, row.dueAt, row.kind, row.subject, row.brokerageId, row.ownerUserId);
      }
      return true;
    },
  };
}
