import type { Reach } from '../../../access/grant.ts';
import type { Gone, Position, Tenant } from '../../port.ts';
import type { PropertyRow } from '../../rows.ts';
import { type Cells, rowReader, selected } from '../columns.ts';
import type { Bind, Queries } from '../queries.ts';
import { newestChangeSql } from '../write/change-times.ts';
import { type Condition, within } from './reach.ts';

const DAY_MS = 86_400_000;

const readProperty = rowReader('properties');

/**
 * A sync by keyset over listings and tombstones together. It goes as far as the newest change that was committed when
 * its first page was read, and the cursor keeps that time: a record that changes while the pages are turned, be it in
 * the very millisecond where a page ended, is the next sync's.
 */
export function createTenantChanges(query: Queries): Pick<Tenant, 'propertyChanges'> {
  return {
    propertyChanges({ reach }, since, { limit, after }) {
      const listings = within('properties', reach);
      const tombstones = within('tombstones', reach);
      if (!listings || !tombstones) return { rows: [], next: null, until: since };
      const sql = textOf(reach, listings, tombstones, after !== null);
      const found = query(sql).all({
        ...Object.assign({}, ...listings.map(({ bind }) => bind)),
        ...boundsOf(since, after),
        limit: limit + 1,
      });
      const until = found[0]![0] as number;
      const rows = found.flatMap(rowOf).slice(0, limit);
      return { rows, next: found.length > limit ? positionOf(rows.at(-1)!, until) : null, until };
    },
  };
}

function boundsOf(since: number, after: Position | null): Bind {
  return after ? { after_at: after[0]!, after_key: after[1]!, until: after[2]! } : { since };
}

function positionOf({ modificationTimestamp, listingKey }: PropertyRow | Gone, until: number): Position {
  return [modificationTimestamp, listingKey, until];
}

/** One row at least, which tells the horizon; listings and tombstones where there are any. */
function rowOf(cells: Cells): (PropertyRow | Gone)[] {
  const [, modificationTimestamp, listingKey, gone] = cells;
  if (listingKey === null) return [];
  if (gone === 0) return [readProperty(cells, 4)];
  const key = listingKey as string;
  return [{ listingKey: key, deleted: true, modificationTimestamp: modificationTimestamp as number }];
}

/** The keys of the page come from the indexes alone; what the listings are is looked up for those. */
function textOf(
  reach: Reach,
  listings: readonly Condition[],
  tombstones: readonly Condition[],
  goesOn: boolean,
): string {
  const ofListings = listings.map(({ sql }) => sql);
  const ofTombstones = [...tombstones.map(({ sql }) => sql), lostTo(reach)];
  return `WITH
    horizon (until) AS (SELECT ${goesOn ? ':until' : horizonSql(ofListings, ofTombstones)}),
    changed (at, listing_key, gone) AS (
      SELECT p.modification_timestamp, p.listing_key, 0 FROM properties p
        WHERE ${all(...ofListings, ...span('p', goesOn))}
      UNION ALL
      SELECT t.modification_timestamp, t.listing_key, 1 FROM tombstones t
        WHERE ${all(...ofTombstones, ...span('t', goesOn))}
      ORDER BY 1, 2 LIMIT :limit)
    SELECT h.until, c.at, c.listing_key, c.gone, ${selected('properties', 'l')}
      FROM horizon h LEFT JOIN changed c LEFT JOIN properties l ON c.gone = 0 AND l.listing_key = c.listing_key
      ORDER BY c.at, c.listing_key`;
}

const all = (...conditions: readonly string[]) => conditions.join(' AND ');

/** An agent is not told that it lost what it has again; nobody else is told who lists what. */
function lostTo({ kind }: Reach): string {
  if (kind !== 'agent') return "t.kind = 'deleted'";
  return `NOT EXISTS (SELECT 1 FROM properties n
    WHERE n.listing_key = t.listing_key AND n.list_agent_key = t.list_agent_key)`;
}

function span(alias: string, goesOn: boolean): string[] {
  if (!goesOn) return [`${alias}.modification_timestamp >= :since`];
  return [
    `(${alias}.modification_timestamp, ${alias}.listing_key) > (:after_at, :after_key)`,
    `${alias}.modification_timestamp <= :until`,
  ];
}

/**
 * The newest change within reach. Where others have changed something on a later day, the beginning of that day: a
 * reach in which nothing happens would fall behind for good, and by the hour or the minute it could be watched when
 * other tenants work.
 */
function horizonSql(ofListings: readonly string[], ofTombstones: readonly string[]): string {
  const newest = (from: string, alias: string, conditions: readonly string[]) =>
    `ifnull((SELECT max(${alias}.modification_timestamp) FROM ${from} ${alias} ${
      conditions.length > 0 ? `WHERE ${all(...conditions)}` : ''
    }), 0)`;
  return `max(:since, ${newest('properties', 'p', ofListings)}, ${newest('tombstones', 't', ofTombstones)},
    ${newestChangeSql} / ${DAY_MS} * ${DAY_MS})`;
}
