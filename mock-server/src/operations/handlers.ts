import type { OperationId } from '@homestar/sdk/internal';
import { auditEventsGet } from '../audit/get.ts';
import { auditEventsList } from '../audit/list.ts';
import { brokeragesCreate } from '../brokerages/create.ts';
import { brokeragesGet } from '../brokerages/get.ts';
import { brokeragesList } from '../brokerages/list.ts';
import { keysCreate } from '../keys/create.ts';
import { keysGet } from '../keys/get.ts';
import { keysList } from '../keys/list.ts';
import { keysRevoke, revocationReceipt } from '../keys/revoke.ts';
import { propertiesCreate } from '../properties/create.ts';
import { propertiesGet } from '../properties/get.ts';
import { propertiesList } from '../properties/list.ts';
import { propertiesUpdate } from '../properties/update.ts';
import { rolesList } from '../roles/list.ts';
import { usersCreate } from '../users/create.ts';
import { usersList } from '../users/list.ts';
import { whoamiGet } from '../whoami/get.ts';
import type { Open } from './open.ts';
import type { Handler } from './operation.ts';

type Keyed = Exclude<OperationId, Open>;

/** One handler per operation that needs a key: an operation without one does not compile. */
const handlers: { readonly [Id in Keyed]: Handler<Id> } = {
  'auditEvents.get': { run: auditEventsGet },
  'auditEvents.list': { run: auditEventsList },
  'brokerages.create': { run: brokeragesCreate },
  'brokerages.get': { run: brokeragesGet },
  'brokerages.list': { run: brokeragesList },
  'keys.create': { run: keysCreate },
  'keys.get': { run: keysGet },
  'keys.list': { run: keysList },
  'keys.revoke': { run: keysRevoke, after: revocationReceipt },
  'properties.create': { run: propertiesCreate },
  'properties.get': { run: propertiesGet },
  'properties.list': { run: propertiesList },
  'properties.update': { run: propertiesUpdate },
  'roles.list': { run: rolesList },
  'users.create': { run: usersCreate },
  'users.list': { run: usersList },
  'whoami.get': { run: whoamiGet },
};

/** The handler of an operation, for callers that hold it as a value. */
export function handlerOf(id: OperationId): Handler<never> {
  return handlers[id as Keyed] as unknown as Handler<never>;
}
