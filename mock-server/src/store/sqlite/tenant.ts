import type { DatabaseSync } from 'node:sqlite';
import type { Tenant } from '../port.ts';
import { createQueries } from './queries.ts';
import { createRevisions } from './revisions.ts';
import { createTenantChanges } from './tenant-changes.ts';
import { createTenantKeys } from './tenant-keys.ts';
import { createTenantLeads } from './tenant-leads.ts';
import { createTenantPeople } from './tenant-people.ts';
import { createTenantProperties } from './tenant-properties.ts';
import { createTenantUsage } from './tenant-usage.ts';
import type { Uses } from './uses.ts';

/** Each list is one statement per reach, put together from fixed fragments and kept prepared by its text. */
export function createTenant(db: DatabaseSync, uses: Uses): Tenant {
  const query = createQueries(db);
  const revision = createRevisions(db);
  return {
    ...createTenantPeople(query),
    ...createTenantProperties(query),
    ...createTenantChanges(query),
    ...createTenantLeads(query),
    ...createTenantKeys(query, uses),
    ...createTenantUsage(query, uses),
    rule: (_grant, id) => revision('rules', id),
  };
}
