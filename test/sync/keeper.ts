import type { Property, PropertyList } from '@homestar/sdk/internal';
import type { QaServer } from '../support/server.ts';

/** Somebody who keeps a copy of the listings that a key reaches, as the contract says it is done. */
export interface Keeper {
  /** Asks for one page. */
  step(limit?: number): Promise<PropertyList>;
  /** Asks on until a sync has ended. */
  finish(limit?: number): Promise<void>;
  /** By listing key. */
  readonly copy: ReadonlyMap<string, Property>;
  readonly since: string;
}

const HOUR = 3_600_000;

export async function createKeeper(server: QaServer, key: string): Promise<Keeper> {
  const { listings, date } = await everything(server, key);
  const copy = new Map(listings.map((listing) => [listing.listingKey, listing]));
  let since = new Date(Date.parse(date) - HOUR).toISOString();
  let cursor: string | null = null;

  async function step(limit = 100): Promise<PropertyList> {
    const page: PropertyList = await changes(server, key, since, { limit, cursor });
    for (const record of page.data) {
      if ('deleted' in record) copy.delete(record.listingKey);
      else copy.set(record.listingKey, record);
    }
    cursor = page.nextCursor;
    if (cursor === null) since = page.syncedUntil!;
    return page;
  }

  return {
    step,
    async finish(limit) {
      do await step(limit);
      while (cursor !== null);
    },
    copy,
    get since() {
      return since;
    },
  };
}

/** All that a key reaches, by the list. */
export async function everything(server: QaServer, key: string) {
  const listings: Property[] = [];
  let date: string | undefined;
  for (let cursor = ''; ; ) {
    const target = `/v1/properties?limit=100${cursor && `&cursor=${cursor}`}`;
    const { body, headers } = await server.call<PropertyList>('GET', target, { key });
    date ??= headers.get('Date')!;
    listings.push(...(body.data as Property[]));
    if (body.nextCursor === null) return { listings, date };
    cursor = body.nextCursor;
  }
}

/** One page of what has changed. */
export async function changes(
  server: QaServer,
  key: string,
  since: string | number,
  { limit = 100, cursor = null }: { readonly limit?: number; readonly cursor?: string | null } = {},
): Promise<PropertyList> {
  const time = typeof since === 'number' ? new Date(since).toISOString() : since;
  const target = `/v1/properties?modifiedAfter=${time}&limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`;
  const { status, body, text } = await server.call<PropertyList>('GET', target, { key });
  if (status !== 200) throw new Error(text);
  return body;
}

/** Ids as they come, with a cross where the listing is gone. */
export function idsOf({ data }: PropertyList): string[] {
  return data.map((record) => ('deleted' in record ? `${record.listingKey} †` : record.listingKey));
}
