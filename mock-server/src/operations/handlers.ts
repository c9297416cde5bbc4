import type { OperationId } from '@homestar/sdk/internal';
import { auditEventsGet } from '../audit/get.ts';
import { auditEventsList } from '../audit/list.ts';
import { brokeragesClose } from '../brokerages/close.ts';
import { brokeragesCreate } from '../brokerages/create.ts';
import { brokeragesGet } from '../brokerages/get.ts';
import { brokeragesList } from '../brokerages/list.ts';
import { brokeragesUpdate } from '../brokerages/update.ts';
import { decisionsGet } from '../decisions/get.ts';
import { decisionsSimulate } from '../decisions/simulate.ts';
import { keysCancelRotation } from '../keys/cancel-rotation.ts';
import { keysCompleteRotation } from '../keys/complete-rotation.ts';
import { keysCreate } from '../keys/create.ts';
import { keysGet } from '../keys/get.ts';
import { keysList } from '../keys/list.ts';
import { keysRevoke, revocationReceipt } from '../keys/revoke.ts';
import { keysRotate } from '../keys/rotate.ts';
import { keysResume, keysSuspend } from '../keys/suspension.ts';
import { keysUpdate } from '../keys/update.ts';
import { keysUsage } from '../keys/usage.ts';
import { keysVerify } from '../keys/verify.ts';
import { leadsCreate } from '../leads/create.ts';
import { leadsGet } from '../leads/get.ts';
import { leadsList } from '../leads/list.ts';
import { leadsUpdate } from '../leads/update.ts';
import { propertiesCreate } from '../properties/create.ts';
import { propertiesDelete } from '../properties/delete.ts';
import { propertiesGet } from '../properties/get.ts';
import { propertiesList } from '../properties/list.ts';
import { propertiesUpdate } from '../properties/update.ts';
import { rolesList } from '../roles/list.ts';
import { usersCreate } from '../users/create.ts';
import { usersDeactivate } from '../users/deactivate.ts';
import { usersGet } from '../users/get.ts';
import { usersList } from '../users/list.ts';
import { usersUpdate } from '../users/update.ts';
import { whoamiGet } from '../whoami/get.ts';
import type { Open } from './open.ts';
import type { Handler } from './operation.ts';

type Keyed = Exclude<OperationId, Open>;

/** One handler per operation that needs a key: an operation without one does not compile. */
const handlers: { readonly [Id in Keyed]: Handler<Id> } = {
  'auditEvents.get': { run: auditEventsGet },
  'auditEvents.list': { run: auditEventsList },
  'brokerages.close': { run: brokeragesClose },
  'brokerages.create': { run: brokeragesCreate },
  'brokerages.get': { run: brokeragesGet },
  'brokerages.list': { run: brokeragesList },
  'brokerages.update': { run: brokeragesUpdate },
  'decisions.get': { run: decisionsGet },
  'decisions.simulate': { run: decisionsSimulate },
  'keys.cancelRotation': { run: keysCancelRotation },
  'keys.completeRotation': { run: keysCompleteRotation },
  'keys.create': { run: keysCreate },
  'keys.get': { run: keysGet },
  'keys.list': { run: keysList },
  'keys.resume': { run: keysResume },
  'keys.revoke': { run: keysRevoke, after: revocationReceipt },
  'keys.rotate': { run: keysRotate },
  'keys.suspend': { run: keysSuspend },
  'keys.update': { run: keysUpdate },
  'keys.usage': { run: keysUsage },
  'keys.verify': { run: keysVerify },
  'leads.create': { run: leadsCreate },
  'leads.get': { run: leadsGet },
  'leads.list': { run: leadsList },
  'leads.update': { run: leadsUpdate },
  'properties.create': { run: propertiesCreate },
  'properties.delete': { run: propertiesDelete },
  'properties.get': { run: propertiesGet },
  'properties.list': { run: propertiesList },
  'properties.update': { run: propertiesUpdate },
  'roles.list': { run: rolesList },
  'users.create': { run: usersCreate },
  'users.deactivate': { run: usersDeactivate },
  'users.get': { run: usersGet },
  'users.list': { run: usersList },
  'users.update': { run: usersUpdate },
  'whoami.get': { run: whoamiGet },
};

/** The handler of an operation, for callers that hold it as a value. */
export function handlerOf(id: OperationId): Handler<never> {
  return handlers[id as Keyed] as unknown as Handler<never>;
}
