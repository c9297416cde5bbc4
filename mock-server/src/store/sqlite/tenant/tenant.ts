import type { DatabaseSync } from 'node:sqlite';
import type { Tenant } from '../../port.ts';
import type { Uses } from '../log/uses.ts';
import { createQueries } from '../queries.ts';
import { createRevisions } from '../write/revisions.ts';
import { createTenantChanges } from './changes.ts';
import { createTenantKeys } from './keys.ts';
import { createTenantLeads } from './leads.ts';
import { createTenantPeople } from './people.ts';
import { createTenantProperties } from './properties.ts';
import { createTenantUsage } from './usage.ts';

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
