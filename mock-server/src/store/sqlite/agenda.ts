import type { DatabaseSync } from 'node:sqlite';
import type { Agenda } from '../port.ts';
import { rowReader, selected } from './columns.ts';
import { createQueries } from './queries.ts';

export function createAgenda(db: DatabaseSync): Agenda {
  const query = createQueries(db);
  const due = query(
    `SELECT ${selected('agenda', 'a')} FROM agenda a WHERE a.due_at <= :now ORDER BY a.due_at, a.id LIMIT :limit`,
  );
  const next = query('SELECT min(due_at) FROM agenda');
  const readRow = rowReader('agenda');
  return {
    due: (now, limit) => due.all({ now, limit }).map((cells) => readRow(cells)),
    next: () => next.first()![0] as number | null,
  };
}
