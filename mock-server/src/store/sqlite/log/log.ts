import type { DatabaseSync } from 'node:sqlite';
import type { Reach } from '../../../access/grant.ts';
import type { EventFilter, Log, Page, PageAsked, StoredEvent } from '../../port.ts';
import { createQueries } from '../queries.ts';
import type { Condition } from '../tenant/reach.ts';
import { filtered, type Order, type Source, selectOne, selectPage } from '../tenant/select.ts';
import type { EventIndex } from './event-index.ts';
import { markOf } from './event-marks.ts';

const events: Source<StoredEvent> = {
  from: 'SELECT e.sequence, e.text FROM events e',
  row: ([sequence, text]) => ({ sequence: sequence as number, text: text as string }),
};

const bySequence = (descending: boolean): Order<StoredEvent> => ({
  columns: ['e.sequence'],
  descending,
  position: ({ sequence }) => [sequence],
});

/** What is asked of events: the marks say where to look, the conditions what is so. */
interface Search {
  readonly marks: readonly number[];
  readonly conditions: readonly Condition[];
}

function searchFor({ requestId, keyId, brokerageId }: Omit<EventFilter, 'order'>, reach: Reach): Search {
  const own = reach.kind === 'brokerage' ? reach.brokerageId : undefined;
  const marks = [
    requestId !== undefined && markOf('request', requestId),
    keyId !== undefined && markOf('key', keyId),
    brokerageId !== undefined && markOf('brokerage', brokerageId),
    own !== undefined && markOf('brokerage', own),
  ];
  const conditions = [
    ...filtered(`e.text ->> '$.requestId' = :requestId`, { requestId }),
    ...filtered(`e.text ->> '$.actor.keyId' = :keyId`, { keyId }),
    ...filtered(`e.text ->> '$.brokerageId' = :brokerageId`, { brokerageId }),
    ...filtered(`e.text ->> '$.brokerageId' = :own`, { own }),
  ];
  return { marks: marks.filter((mark) => mark !== false), conditions };
}

/** A brokerage sees the events about it; the log is not open to agents, nor to a key about itself. */
const open = (reach: Reach) => reach.kind === 'all' || reach.kind === 'brokerage';

export function createLog(db: DatabaseSync, index: EventIndex): Log {
  const query = createQueries(db);

  async function search({ marks, conditions }: Search, { limit, after }: PageAsked, descending: boolean) {
    await index.catchUp();
    const order = bySequence(descending);
    const rows: StoredEvent[] = [];
    for await (const { from, to } of index.spans(marks, after?.[0] as number | undefined, descending)) {
      const within = filtered('e.sequence BETWEEN :from AND :to', { from, to });
      const wanted = { limit: limit + 1 - rows.length, after };
      rows.push(...selectPage(query, events, [...within, ...conditions], order, wanted).rows);
      if (rows.length > limit) return { rows: rows.slice(0, limit), next: [rows[limit - 1]!.sequence] };
    }
    return { rows, next: null };
  }

  return {
    async event({ reach }, sequence) {
      if (!open(reach)) return undefined;
      const { conditions } = searchFor({}, reach);
      return selectOne(query, events, [...filtered('e.sequence = :sequence', { sequence }), ...conditions]);
    },
    async events({ reach }, { order, ...filter }, page): Promise<Page<StoredEvent>> {
      if (!open(reach)) return { rows: [], next: null };
      const asked = searchFor(filter, reach);
      const descending = order === 'desc';
      return asked.marks.length === 0
        ? selectPage(query, events, [], bySequence(descending), page)
        : search(asked, page, descending);
    },
    async lastAllowed({ reach }, keyId, sequence) {
      if (reach.kind === 'agent') return undefined;
      const { marks, conditions } = searchFor({ keyId }, reach);
      // A key that revokes itself is told its own last use: its lineage's keys are within.
      const lineageId = reach.kind === 'lineage' ? reach.lineageId : undefined;
      const sibling = filtered(':keyId IN (SELECT id FROM keys WHERE lineage_id = :lineageId)', {
        lineageId,
      });
      const allowed = filtered(`e.text ->> '$.outcome' = 'allowed'`, {});
      const asked = { marks, conditions: [...conditions, ...allowed, ...sibling] };
      return (await search(asked, { limit: 1, after: [sequence] }, true)).rows[0];
    },
  };
}
