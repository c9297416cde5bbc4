import type { DatabaseSync } from 'node:sqlite';
import type { UserRow } from '../rows.ts';
import { type Cells, rowReader, selected } from './columns.ts';

/** Administrators who are not deactivated, first made first. */
export function createAdministrators(db: DatabaseSync): () => readonly UserRow[] {
  const read = rowReader('users');
  return () => {
    const statement = db.prepare(
      `SELECT ${selected('users', 'u')} FROM users u
       WHERE u.role = 'admin' AND u.deactivated_at IS NULL ORDER BY u.created_at, u.id`,
    );
    statement.setReturnArrays(true);
    return (statement.all() as unknown as Cells[]).map((cells) => read(cells));
  };
}
