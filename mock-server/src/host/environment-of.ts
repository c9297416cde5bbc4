import type { Environment } from '@homestar/sdk/internal';
import type { SqliteStore } from '../store/sqlite/create-sqlite-store.ts';

/** Whose keys a database was made for. */
export function environmentOf({ meta }: Pick<SqliteStore, 'meta'>): Environment {
  return meta.get('environment') === 'test' ? 'test' : 'live';
}
