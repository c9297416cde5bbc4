import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Put, Table } from '../../rows.ts';
import { column, idColumn, membersOf } from '../columns.ts';

/** Writes one row; false where the row is not at the revision that the put comes from. */
export type WriteRow = (put: Put) => boolean;

/** One insert, one update and one removal per table, made of its column list, so that a change needs no SQL of its own. */
export function createRowWriter(db: DatabaseSync): WriteRow {
  const inserts = new Map<Table, StatementSync>();
  const updates = new Map<Table, StatementSync>();
  const removals = new Map<Table, StatementSync>();

  return (put) => {
    const { table, row, from } = put;
    if (row === null) {
      const remove = prepared(removals, table, () => db.prepare(removalText(table)));
      return remove.run(put.id, put.from).changes === 1;
    }
    const values = row as unknown as Readonly<Record<string, SQLInputValue>>;
    const members = membersOf(table);
    if (!from) {
      const insert = prepared(inserts, table, () => db.prepare(insertText(table)));
      return insert.run(...members.map((member) => values[member]!)).changes === 1;
    }
    const update = prepared(updates, table, () => db.prepare(updateText(table)));
    const written = changeableOf(table).map((member) => values[member]!);
    return update.run(...written, values[members[0]!]!, from).changes === 1;
  };
}

function removalText(table: Table): string {
  return `DELETE FROM ${table} WHERE ${idColumn(table)} = ? AND revision = ?`;
}

function insertText(table: Table): string {
  const columns = membersOf(table).map(column);
  return `INSERT INTO ${table} (${columns}) VALUES (${columns.map(() => '?')}) ON CONFLICT DO NOTHING`;
}

/** What a change writes: all but the id, the revision, and of a key what is stored of its secret. */
function changeableOf(table: Table): readonly string[] {
  const members = membersOf(table).slice(1, -1);
  return table === 'keys' ? members.filter((member) => !ofSecret.has(member)) : members;
}

const ofSecret: ReadonlySet<string> = new Set(['hash', 'filter', 'pepperVersion']);

/** Leaves the id out of SET: an update that names it makes SQLite look for rows that refer to it. */
function updateText(table: Table): string {
  const written = changeableOf(table).map((member) => `${column(member)} = ?, `);
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
