import { statusTable } from './status.ts';

/** `statusAt` as an SQL expression over `keys k` and `lineages l` with `:now` bound, for lists that filter by status. */
export const statusSql = `CASE ${statusTable.map(({ status, sql }) => `WHEN ${sql} THEN '${status}'`).join(' ')} END`;

/** `usable(statusAt(…))` likewise. */
export const usableSql = `${statusSql} IN (${statusTable
  .filter(({ usable }) => usable)
  .map(({ status }) => `'${status}'`)
  .join(', ')})`;
