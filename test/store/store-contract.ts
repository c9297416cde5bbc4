import type { Store } from '../../mock-server/src/store/port.ts';
import type { MachineClock } from '../../mock-server/src/time/clocks.ts';
import { changesContract } from './contract/changes.ts';
import { commitContract } from './contract/commit.ts';
import { dueContract } from './contract/due.ts';
import { idempotencyContract } from './contract/idempotency.ts';
import { isolationContract } from './contract/isolation.ts';
import { keyFiltersContract } from './contract/key-filters.ts';
import { leadsContract } from './contract/leads.ts';
import { logContract } from './contract/log.ts';
import { pagesContract } from './contract/pages.ts';
import { rehashContract } from './contract/rehash.ts';
import { reliesContract } from './contract/relies.ts';
import { statusContract } from './contract/status.ts';
import { usesContract } from './contract/uses.ts';

/** Makes an empty store. */
export type CreateStore = (machine: MachineClock) => Store | Promise<Store>;

/** What every engine owes the server; an engine's test calls this with its factory. */
export function storeContract(create: CreateStore): void {
  commitContract(create);
  reliesContract(create);
  rehashContract(create);
  idempotencyContract(create);
  dueContract(create);
  isolationContract(create);
  pagesContract(create);
  changesContract(create);
  leadsContract(create);
  statusContract(create);
  usesContract(create);
  keyFiltersContract(create);
  logContract(create);
}
