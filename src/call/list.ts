import { HomeStarError } from '../errors/base.ts';
import { clientActions } from '../errors/client-codes.ts';
import { ServerError } from '../errors/families.ts';
import type { Call, Page, PagedCall } from './call.ts';

/**
 * Makes a list of a first page under way and a way to get those after it.
 *
 * @param from The cursor of the first page, `null` at the beginning of the list.
 */
export function listOf<T, P extends Page<T>>(
  first: Call<P>,
  from: string | null,
  get: (cursor: string | null) => Call<P>,
): PagedCall<T, P> {
  let begun: Call<P> | null = first;
  return Object.assign(first, {
    [Symbol.asyncIterator](): AsyncIterator<T> {
      // A second iteration asks anew: what the first one was given may be old by then.
      const page = begun ?? get(from);
      begun = null;
      return items(page, from, get);
    },
  });
}

async function* items<T>(
  first: Call<Page<T>>,
  from: string | null,
  get: (cursor: string) => Call<Page<T>>,
): AsyncGenerator<T> {
  let cursor = from;
  let page = await orResume(first, cursor);
  for (;;) {
    if (!Array.isArray(page?.data)) throw malformed('The answer is not a page of a list.', cursor);
    for (const item of page.data) yield item;
    const next = page.nextCursor ?? null;
    if (next === null) return;
    if (next === cursor)
      throw malformed('The list does not advance: a page names itself as the next.', cursor);
    cursor = next;
    page = await orResume(get(cursor), cursor);
  }
}

async function orResume<T>(page: Call<Page<T>>, cursor: string | null): Promise<Page<T>> {
  try {
    return await page;
  } catch (error) {
    if (error instanceof HomeStarError) error.cursor = cursor;
    throw error;
  }
}

function malformed(what: string, cursor: string | null): HomeStarError {
  const error = new ServerError(`${what} (response_malformed)`, {
    code: 'response_malformed',
    action: clientActions.response_malformed,
  });
  error.cursor = cursor;
  return error;
}
