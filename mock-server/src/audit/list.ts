import { isRefusal, type Refusal } from '../checks/refusal.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { paged } from '../operations/paged.ts';

/** Events are sent as the very text that is kept. */
export async function auditEventsList(
  asked: Asked<'auditEvents.list'>,
  { store, cursors }: Pick<Ports, 'store' | 'cursors'>,
): Promise<Result<never> | Refusal> {
  const filter = { ...asked.query, order: asked.query.order ?? ('desc' as const) };
  const page = await paged(
    asked,
    cursors,
    (wanted) => store.log.events(asked.grant, filter, wanted),
    ({ text }) => text,
  );
  if (isRefusal(page)) return page;
  return {
    body: { json: `{"data":[${page.data.join(',')}],"nextCursor":${JSON.stringify(page.nextCursor)}}` },
  };
}
