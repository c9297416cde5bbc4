import type { KeyList } from '@homestar/sdk/internal';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import { paged } from '../operations/paged.ts';
import { showKey } from './show.ts';

export async function keysList(
  asked: Asked<'keys.list'>,
  { store, clock, cursors, environment }: Pick<Ports, 'store' | 'clock' | 'cursors' | 'environment'>,
): Promise<Result<KeyList> | Refusal> {
  const now = clock.now();
  const { lastUsedBefore, lastUsedAfter, rotationDueBefore, ...query } = asked.query;
  const filter = {
    ...query,
    ...(lastUsedBefore && { lastUsedBefore: Date.parse(lastUsedBefore) }),
    ...(lastUsedAfter && { lastUsedAfter: Date.parse(lastUsedAfter) }),
    ...(rotationDueBefore && { rotationDueBefore: Date.parse(rotationDueBefore) }),
    now,
  };
  const body = await paged(
    asked,
    cursors,
    (page) => store.tenant.keys(asked.grant, filter, page),
    (view) => showKey(view, now, environment),
  );
  return isRefusal(body) ? body : { body };
}
