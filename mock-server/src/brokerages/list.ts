import type { BrokerageList } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { paged } from '../operations/paged.ts';
import { showBrokerage } from './show.ts';

export async function brokeragesList(
  asked: Asked<'brokerages.list'>,
  { store, cursors }: Pick<Ports, 'store' | 'cursors'>,
): Promise<Result<BrokerageList> | Refusal> {
  const body = await paged(
    asked,
    cursors,
    (page) => store.tenant.brokerages(asked.grant, page),
    showBrokerage,
  );
  return isRefusal(body) ? body : { body };
}
