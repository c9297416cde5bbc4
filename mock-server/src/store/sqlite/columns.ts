import type { SQLOutputValue } from 'node:sqlite';
import type { Rows, Table } from '../rows.ts';

/** One row as SQLite returns it: its cells in the order of the columns asked for. */
export type Cells = readonly SQLOutputValue[];

/** The members of each row, in the order in which they are read and written. The first is its id. */
const members = {
  brokerages: ['id', 'name', 'timeZone', 'createdAt', 'modifiedAt', 'closedAt', 'revision'],
  users: ['id', 'brokerageId', 'role', 'name', 'email', 'createdAt', 'deactivatedAt', 'revision'],
  lineages: [
    ...(['id', 'name', 'purpose', 'role', 'brokerageId', 'ownerUserId', 'scopes', 'metadata'] as const),
    ...(['createdAt', 'approvedAt', 'rejectedAt', 'suspendedAt'] as const),
    ...(['notBefore', 'expiresAt', 'limits', 'ipAllowlist', 'rotationPolicy', 'revision'] as const),
  ],
  keys: [
    ...([
      'id',
      'lineageId',
      'createdAt',
      'createdByKeyId',
      'firstUsedAt',
      'graceEndsAt',
      'revokedAt',
    ] as const),
    ...(['revocationReason', 'revocationNote', 'revokedByKeyId', 'predecessorId', 'successorId'] as const),
    'graceSeconds',
    ...(['hash', 'filter', 'pepperVersion', 'revision'] as const),
  ],
  properties: [
    ...([
      'listingKey',
      'brokerageId',
      'listAgentKey',
      'standardStatus',
      'propertyType',
      'listPrice',
    ] as const),
    ...(['unparsedAddress', 'city', 'stateOrProvince', 'postalCode', 'country', 'bedroomsTotal'] as const),
    ...(['bathroomsTotalInteger', 'livingArea', 'yearBuilt', 'publicRemarks'] as const),
    ...(['originalEntryTimestamp', 'modificationTimestamp', 'revision'] as const),
  ],
  leads: [
    ...(['id', 'brokerageId', 'ownerUserId', 'listingKey', 'name', 'email', 'phone', 'message'] as const),
    ...(['source', 'status', 'createdAt', 'modifiedAt', 'revision'] as const),
  ],
  tombstones: [
    ...(['id', 'listingKey', 'brokerageId', 'listAgentKey', 'kind'] as const),
    ...(['modificationTimestamp', 'revision'] as const),
  ],
  rules: ['id', 'revision'],
} as const satisfies { [T in Table]: readonly (keyof Rows[T])[] };

type Forgotten = { [T in Table]: Exclude<keyof Rows[T], (typeof members)[T][number]> }[Table];
/** Does not compile when a row has a member that is not listed above. */
const nothingForgotten: [Forgotten] extends [never] ? true : Forgotten = true;
void nothingForgotten;

export const tables = Object.keys(members) as readonly Table[];

export const membersOf = (table: Table): readonly string[] => members[table];

export const column = (member: string) => member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const idColumn = (table: Table) => column(members[table][0]);

/** The table's columns for a SELECT, each behind `alias`. */
export const selected = (table: Table, alias: string) =>
  members[table].map((member) => `${alias}.${column(member)}`).join(', ');

/** Reads a row out of cells that were selected by `selected(table, …)` and begin at `from`. */
export function rowReader<T extends Table>(table: T): (cells: Cells, from?: number) => Rows[T] {
  const names = membersOf(table);
  return (cells, from = 0) => {
    const row: Record<string, SQLOutputValue | undefined> = {};
    for (let index = 0; index < names.length; index++) row[names[index]!] = cells[from + index];
    return row as unknown as Rows[T];
  };
}

/** How many cells a row of the table takes. */
export const width = (table: Table) => members[table].length;
