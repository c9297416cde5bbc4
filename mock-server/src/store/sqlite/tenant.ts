import type { DatabaseSync } from 'node:sqlite';
import type { Tenant } from '../port.ts';
import type { LastUse } from './last-use.ts';
import { createQueries } from './queries.ts';
import { createRevisions } from './revisions.ts';
import { createTenantKeys } from './tenant-keys.ts';
import { createTenantPeople } from './tenant-people.ts';
import { createTenantProperties } from './tenant-properties.ts';

/** Each list is one statement per reach, put together from fixed fragments and kept prepared by its text. */
export function createTenant(db: DatabaseSync, lastUse: LastUse): Tenant {
  const query = createQueries(db);
  const revision = createRevisions(db);
  return {
    ...createTenantPeople(query),
    ...createTenantProperties(query),
    ...createTenantKeys(query, lastUse),
    rule: (_grant, id) => revision('rules', id),
  };
}
