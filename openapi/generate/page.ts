import type { Facts } from './contract.ts';
import type { Parameter, Schema } from './document.ts';
import { referred } from './walk.ts';

/** Names of the kinds of records, where an answer is a page of them. */
export function pageItems(answer: Schema | undefined): string[] {
  const { data, nextCursor } = answer?.properties ?? {};
  if (!data?.items || !nextCursor) return [];
  return (data.items.oneOf ?? [data.items]).flatMap(({ $ref }) => ($ref ? referred($ref) : []));
}

/** Which parameter makes a sync of a list, so that records of other kinds come too. */
export function syncOf(
  id: string,
  parameter: string | undefined,
  items: readonly string[],
  inQuery: readonly Parameter[],
): Facts['sync'] {
  if (items.length > 1 !== (parameter !== undefined))
    throw new Error(`${id}: a list of several kinds of records needs x-sync, and no other has it`);
  if (parameter === undefined) return null;
  if (!inQuery.some(({ name }) => name === parameter))
    throw new Error(`${id}: x-sync names no query parameter: "${parameter}"`);
  return { parameter, items };
}
