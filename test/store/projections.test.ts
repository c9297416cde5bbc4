import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Log } from '../../mock-server/src/store/port.ts';
import { createSqliteStore } from '../../mock-server/src/store/sqlite/create-sqlite-store.ts';
import { FIRST_KEPT } from '../../mock-server/src/store/sqlite/log/trim.ts';
import { openDatabase } from '../../mock-server/src/store/sqlite/open-database.ts';
import { createStoreOver } from '../../mock-server/src/store/sqlite/store-over.ts';
import type { MachineClock } from '../../mock-server/src/time/clocks.ts';
import { event, open } from './opened.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { grants } from './two-brokerages.ts';

const at = temporaryFolder();
const onFailure = (error: Error) => expect.unreachable(error.message);

const creating = (file: string) => (machine: MachineClock) =>
  createSqliteStore({ file, durability: 'process', machine, onFailure });

const told = (count: number) =>
  Array.from({ length: count }, () => ({ event: event({ brokerageId: 'brk_a', outcome: 'allowed' }) }));

const found = async (log: Log) => {
  const page = await log.events(grants.brokerage, { order: 'asc' }, { limit: 1000, after: null });
  return page.rows.map(({ sequence }) => sequence);
};

const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('the search projection', () => {
  it.each(['DELETE FROM event_blocks', 'DELETE FROM event_blocks WHERE block = 0'])(
    'is made again from the log after: %s',
    async (loss) => {
      const first = await open(creating(at('a.db')));
      await first.commit(...told(450));
      expect(await found(first.store.log)).toEqual(upTo(450));
      await first.store.close();
      const db = new DatabaseSync(at('a.db'));
      db.exec(loss);
      db.close();

      const second = await open(creating(at('a.db')));
      await second.commit(...told(1));
      expect(await found(second.store.log)).toEqual(upTo(451));
      await second.store.close();
    },
  );

  it('follows once a second, a block of 200 events a turn of the loop', async () => {
    const db = openDatabase(':memory:');
    const options = { file: ':memory:', durability: 'process', onFailure } as const;
    const { machine, commit, store } = await open((clock) =>
      createStoreOver(db, { ...options, machine: clock }),
    );
    const indexed = () => db.prepare('SELECT count(*) AS count FROM event_blocks').get()!.count;
    await commit(...told(650));
    expect(indexed()).toBe(0);
    const seen = new Set<unknown>();
    machine.advance(1000);
    while (indexed() !== 3) {
      seen.add(indexed());
      await nextTurn();
    }
    expect([...seen]).toEqual([1, 2]);
    await store.close();
  });
});

describe('a store in memory', () => {
  it('keeps the newest events, and tells which is the first it has', async () => {
    const opened = await open((machine) =>
      createSqliteStore({ file: ':memory:', durability: 'process', machine, onFailure, maxEvents: 100 }),
    );
    const { store, machine, commit } = opened;
    await commit(...told(90));
    machine.advance(1000);
    await nextTurn();
    expect(store.meta.get(FIRST_KEPT)).toBeUndefined();

    await commit(...told(560));
    machine.advance(1000);
    while (store.meta.get(FIRST_KEPT) !== '551') await nextTurn();
    expect(await found(store.log)).toEqual(upTo(650, 551));
    expect(await store.log.event(grants.all, 550)).toBeUndefined();
    expect(await commit(...told(1))).toEqual([{ sequence: 651 }]);
    expect(await found(store.log)).toEqual(upTo(651, 551));
    await store.close();
  });
});
