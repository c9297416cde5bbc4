import type { LeadList } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { paged } from '../operations/paged.ts';
import { showLead } from './show.ts';

/** The newest first: whoever follows leads up looks for those that have just come in. */
export async function leadsList(
  asked: Asked<'leads.list'>,
  { store, cursors }: Pick<Ports, 'store' | 'cursors'>,
): Promise<Result<LeadList> | Refusal> {
  const body = await paged(
    asked,
    cursors,
    (page) => store.tenant.leads(asked.grant, asked.query, page),
    showLead,
  );
  return isRefusal(body) ? body : { body };
}
