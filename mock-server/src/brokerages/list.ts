import type { BrokerageList } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import type { World } from '../host/world.ts';
import type { Asked, Result } from '../operations/operation.ts';
import { paged } from '../operations/paged.ts';
import { showBrokerage } from './show.ts';

export async function brokeragesList(
  asked: Asked<'brokerages.list'>,
  { store, cursors }: Pick<World, 'store' | 'cursors'>,
): Promise<Result<BrokerageList> | Refusal> {
  const body = await paged(
    asked,
    cursors,
    (page) => store.tenant.brokerages(asked.grant, page),
    showBrokerage,
  );
  return isRefusal(body) ? body : { body };
}
