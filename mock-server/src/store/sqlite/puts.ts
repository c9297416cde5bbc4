import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Put, Table } from '../rows.ts';
import { column, idColumn, membersOf } from './columns.ts';

/** Writes one row; false where the row is not at the revision that the put comes from. */
export type WriteRow = (put: Put) => boolean;

/** One insert and one update per table, made of its column list, so that a change needs no SQL of its own. */
export function createRowWriter(db: DatabaseSync): WriteRow {
  const inserts = new Map<Table, StatementSync>();
  const updates = new Map<Table, StatementSync>();

  return ({ table, row, from }) => {
    const values = row as unknown as Readonly<Record<string, SQLInputValue>>;
    const members = membersOf(table);
    if (!from) {
      const insert = prepared(inserts, table, () => db.prepare(insertText(table)));
      return insert.run(...members.map((member) => values[member]!)).changes === 1;
    }
    const update = prepared(updates, table, () => db.prepare(updateText(table)));
    const written = members.slice(1, -1).map((member) => values[member]!);
    return update.run(...written, values[members[0]!]!, from).changes === 1;
  };
}

function insertText(table: Table): string {
  const columns = membersOf(table).map(column);
  return `INSERT INTO ${table} (${columns}) VALUES (${columns.map(() => '?')}) ON CONFLICT DO NOTHING`;
}

/** Leaves the id out of SET: an update that names it makes SQLite look for rows that refer to it. */
function updateText(table: Table): string {
  const written = membersOf(table)
    .slice(1, -1)
    .map((member) => `${column(member)} = ?, `);
  return `UPDATE ${table} SET ${written.join('')}revision = revision + 1 WHERE ${idColumn(table)} = ? AND revision = ?`;
}

function prepared(
  kept: Map<Table, StatementSync>,
  table: Table,
  prepare: () => StatementSync,
): StatementSync {
  const statement = kept.get(table) ?? prepare();
  kept.set(table, statement);
  return statement;
}
