import { first } from './migrations/1-first.ts';
import { lifeOfKeys } from './migrations/2-life-of-keys.ts';

/**
 * The schema as numbered steps: a database at version n has run the first n. A step that was released is never
 * edited. Instants are integer milliseconds; ids compare by code point (BINARY). Rows are looked up by id a
 * thousand times for each time they are written, hence WITHOUT ROWID: one tree to walk instead of two.
 */
export const migrations: readonly string[] = [first, lifeOfKeys];
