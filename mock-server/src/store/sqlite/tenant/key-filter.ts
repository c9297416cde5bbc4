import { rotation } from '../../../keys/schedule.ts';
import { statusSql, usableSql } from '../../../keys/status-sql.ts';
import type { KeyFilter } from '../../port.ts';
import type { Condition } from './reach.ts';
import { filtered } from './select.ts';

/** The filter over `keys k`, `lineages l` and `last_uses x`. */
export function keyConditions({ now, ...filter }: KeyFilter): Condition[] {
  const { status, role, brokerageId, ownerUserId, nameContains } = filter;
  const { lastUsedBefore, lastUsedAfter, rotationDueBefore } = filter;
  return [
    ...filtered('l.brokerage_id = :brokerageId', { brokerageId }),
    ...filtered('l.owner_user_id = :ownerUserId', { ownerUserId }),
    ...filtered('l.role = :role', { role }),
    ...(status === undefined ? [] : filtered(`${statusSql} = :status`, { status, now })),
    // Of SQLite's own functions none but LIKE knows wildcards, and lower() knows no letters but A to Z.
    ...filtered('instr(lower(l.name), lower(:nameContains)) > 0', { nameContains }),
    ...filtered('ifnull(x.at < :lastUsedBefore, TRUE)', { lastUsedBefore }),
    ...filtered('x.at >= :lastUsedAfter', { lastUsedAfter }),
    ...(rotationDueBefore === undefined ? [] : rotatable(rotationDueBefore - rotation.ageMs, now)),
  ];
}

function rotatable(madeBefore: number, now: number): Condition[] {
  const sql = `k.created_at < :madeBefore AND k.successor_id IS NULL AND ${usableSql}`;
  return [{ sql, bind: { madeBefore, now } }];
}
