import type { DatabaseSync } from 'node:sqlite';
import type { Table } from '../../rows.ts';
import { idColumn, tables } from '../columns.ts';

/** The present revision of a row; 0 where there is none. */
export type Revisions = (table: Table, id: string) => number;

export function createRevisions(db: DatabaseSync): Revisions {
  const prepare = (table: Table) => db.prepare(`SELECT revision FROM ${table} WHERE ${idColumn(table)} = ?`);
  const statements = Object.fromEntries(tables.map((table) => [table, prepare(table)]));
  return (table, id) => (statements[table]!.get(id)?.revision as number | undefined) ?? 0;
}
