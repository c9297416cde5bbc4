import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Cells } from './columns.ts';

export type Bind = Readonly<Record<string, SQLInputValue>>;

interface Query {
  first(bind?: Bind): Cells | undefined;
  all(bind?: Bind): Cells[];
}

/** The prepared query of this text. */
export type Queries = (sql: string) => Query;

/** More shapes than any mix of filters in use; the bound keeps a caller who tries them all from filling memory. */
const KEPT = 250;

/** Prepares each text once, rows as arrays of cells. */
export function createQueries(db: DatabaseSync): Queries {
  const kept = new Map<string, Query>();
  return (sql) => {
    const known = kept.get(sql);
    if (known) return known;
    const query = overStatement(db.prepare(sql));
    if (kept.size >= KEPT)
      for (const oldest of kept.keys()) {
        kept.delete(oldest);
        break;
      }
    kept.set(sql, query);
    return query;
  };
}

function overStatement(statement: StatementSync): Query {
  statement.setReturnArrays(true);
  return {
    first: (bind = {}) => statement.get(bind) as Cells | undefined,
    all: (bind = {}) => statement.all(bind) as unknown as Cells[],
  };
}
