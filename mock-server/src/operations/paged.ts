import { isRefusal, type Refusal } from '../checks/refusal.ts';
import type { Cursors } from '../cursors/cursors.ts';
import type { Page, PageAsked } from '../store/port.ts';

interface Query {
  readonly limit?: number;
  readonly cursor?: string;
}

const defaultLimit = 50;

/** The page that a list is asked for; a cursor of another query or another reach does not open. */
export function pageAsked(query: Query, binding: string, cursors: Cursors): PageAsked | Refusal {
  const limit = query.limit ?? defaultLimit;
  if (query.cursor === undefined) return { limit, after: null };
  const after = cursors.open(query.cursor, binding);
  if (after === 'invalid') return { refused: 'cursor_invalid', check: { name: 'cursor', saw: { binding } } };
  return { limit, after };
}

/** Asks for one page and shows its rows. */
export async function paged<Row, Shown>(
  asked: { readonly query: object; readonly binding: string },
  cursors: Cursors,
  read: (page: PageAsked) => Page<Row> | Promise<Page<Row>>,
  show: (row: Row) => Shown,
): Promise<{ readonly data: Shown[]; readonly nextCursor: string | null } | Refusal> {
  const page = pageAsked(asked.query, asked.binding, cursors);
  if (isRefusal(page)) return page;
  const { rows, next } = await read(page);
  return { data: rows.map(show), nextCursor: next && cursors.seal(next, asked.binding) };
}
