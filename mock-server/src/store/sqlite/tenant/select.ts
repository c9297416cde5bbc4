import type { Page, PageAsked, Position } from '../../port.ts';
import type { Cells } from '../columns.ts';
import type { Bind, Queries } from '../queries.ts';
import type { Condition } from './reach.ts';

/** `SELECT … FROM …` without its WHERE, and how a row is made of the cells. */
export interface Source<R> {
  readonly from: string;
  readonly row: (cells: Cells) => R;
}

/** The columns a list is ordered by, unique together, and where a row stands in that order. */
export interface Order<R> {
  readonly columns: readonly string[];
  readonly descending?: boolean;
  readonly position: (row: R) => Position;
}

const textOf = (from: string, conditions: readonly Condition[]) =>
  conditions.length === 0 ? from : `${from} WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;

const bindOf = (conditions: readonly Condition[]): Bind =>
  Object.assign({}, ...conditions.map(({ bind }) => bind));

export function selectOne<R>(
  query: Queries,
  source: Source<R>,
  conditions: readonly Condition[],
): R | undefined {
  const cells = query(textOf(source.from, conditions)).first(bindOf(conditions));
  return cells && source.row(cells);
}

export function selectAll<R>(
  query: Queries,
  source: Source<R>,
  conditions: readonly Condition[],
  sorted: readonly string[],
): R[] {
  const text = `${textOf(source.from, conditions)} ORDER BY ${sorted}`;
  return query(text)
    .all(bindOf(conditions))
    .map((cells) => source.row(cells));
}

/**
 * One page by keyset: it starts behind a position, so rows that come or go meanwhile neither repeat nor hide
 * others. One row more than asked is read, to know whether another page follows.
 */
export function selectPage<R>(
  query: Queries,
  source: Source<R>,
  conditions: readonly Condition[],
  order: Order<R>,
  { limit, after }: PageAsked,
): Page<R> {
  const [compare, direction] = order.descending ? ['<', 'DESC'] : ['>', 'ASC'];
  const all = after ? [...conditions, behind(order.columns, compare!, after)] : conditions;
  const sorted = order.columns.map((column) => `${column} ${direction}`);
  const text = `${textOf(source.from, all)} ORDER BY ${sorted} LIMIT :limit`;
  const found = query(text)
    .all({ ...bindOf(all), limit: limit + 1 })
    .map((cells) => source.row(cells));
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? order.position(rows.at(-1)!) : null };
}

function behind(columns: readonly string[], compare: string, after: Position): Condition {
  const values = columns.map((_, index) => [`after_${index}`, after[index]!] as const);
  return {
    sql: `(${columns}) ${compare} (${values.map(([name]) => `:${name}`)})`,
    bind: Object.fromEntries(values),
  };
}

/** A condition where a filter is given, none where it is not. */
export function filtered(sql: string, bind: Readonly<Record<string, Bind[string] | undefined>>): Condition[] {
  return Object.values(bind).includes(undefined) ? [] : [{ sql, bind: bind as Bind }];
}
