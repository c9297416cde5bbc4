import type { KeyRow, LineageRow } from './rows/keys.ts';
import type { LeadRow, PropertyRow, TombstoneRow } from './rows/listings.ts';
import type { BrokerageRow, UserRow } from './rows/people.ts';

export type { AgendaRow, Occasion } from './rows/agenda.ts';
export type { KeyRow, LineageRow } from './rows/keys.ts';
export type { LeadRow, PropertyRow, TombstoneRow } from './rows/listings.ts';
export type { BrokerageRow, UserRow } from './rows/people.ts';

/** A rule over several rows (such as "one admin key stays usable") stands as one row, so that changes can rely on it. */
interface RuleRow {
  id: string;
  revision: number;
}

/**
 * The rows of the store, as every engine keeps them. Instants are integer milliseconds of world time;
 * `revision` grows by one with each change and is what changes rely on. Lists and maps are JSON text.
 */
export interface Rows {
  brokerages: BrokerageRow;
  users: UserRow;
  lineages: LineageRow;
  keys: KeyRow;
  properties: PropertyRow;
  tombstones: TombstoneRow;
  leads: LeadRow;
  rules: RuleRow;
}

export type Table = keyof Rows;

/**
 * One row to write: inserted where `from` is null (or 0, the revision of what is not there), else put in place of
 * that revision, and then the store itself counts the revision up, whatever the row says. Hash, filter and pepper
 * version of a key are written when it is made: a change to a key that was read before a renewal must not take that back.
 */
export type Put =
  | { [T in Table]: { readonly table: T; readonly row: Rows[T]; readonly from: number | null } }[Table]
  | Removal;

/** A row to take away, at the revision it was read at. Only listings go; all else is what the log speaks of. */
interface Removal {
  readonly table: 'properties';
  readonly id: string;
  readonly row: null;
  readonly from: number;
}

/** A row that a change relies on without writing it; revision 0: that it is not there. */
export interface Read {
  readonly table: Table;
  readonly id: string;
  readonly revision: number;
}
