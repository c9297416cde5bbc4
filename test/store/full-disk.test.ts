import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../mock-server/src/store/sqlite/open-database.ts';
import { createStoreOver } from '../../mock-server/src/store/sqlite/store-over.ts';
import { event, open, useAt } from './opened.ts';
import { brokerage, insert } from './rows.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { grants, twoBrokerages } from './two-brokerages.ts';

const at = temporaryFolder();

/** A store whose database may not grow by more than some pages, as on a disk that has filled. */
async function nearlyFull() {
  const db = openDatabase(at('full.db'));
  const pages = Number(Object.values(db.prepare('PRAGMA page_count').get()!)[0]);
  const limit = (count: number) => db.exec(`PRAGMA max_page_count = ${count}`);
  const options = {
    file: at('full.db'),
    durability: 'disk',
    onFailure: (error: Error) => expect.unreachable(error.message),
  } as const;
  const opened = await open((machine) => createStoreOver(db, { ...options, machine }));
  return { ...opened, limit, pages };
}

const large = event({ note: 'x'.repeat(20_000) });

describe('a full disk', () => {
  it('is answered with full, with nothing applied of the batch, until there is room again', async () => {
    const { store, commit, put, limit, pages } = await nearlyFull();
    await put(...twoBrokerages);
    const epoch = store.credentials.read('key_a')!.epoch;
    limit(pages + 3);

    const renewed = { event: event(), puts: insert('brokerages', brokerage('brk_c')) };
    const committed = await commit({ event: large }, renewed, { event: large }, { event: event() });
    expect(committed).toEqual(['full', 'full', 'full', 'full']);
    expect(store.tenant.brokerage(grants.all, 'brk_c')).toBeUndefined();
    expect(store.credentials.read('key_a')?.epoch).toBe(epoch);

    limit(pages + 1000);
    expect(store.ready()).toBe(true);
    expect(await commit(renewed, { event: large })).toEqual([{ sequence: 2 }, { sequence: 3 }]);
    await store.close();
  });

  it('met by a change ends the batch like one met by an event', async () => {
    const { store, commit, put, limit, pages } = await nearlyFull();
    await put(...twoBrokerages);
    limit(pages + 3);
    const bulky = brokerage('brk_c', { name: 'x'.repeat(20_000) });
    expect(await commit({ event: event(), puts: insert('brokerages', bulky) })).toEqual(['full']);
    limit(pages + 1000);
    expect(await commit({ event: event(), puts: insert('brokerages', bulky) })).toEqual([{ sequence: 2 }]);
    await store.close();
  });

  it('leaves the log readable and searchable', async () => {
    const { store, commit, limit } = await nearlyFull();
    await commit(
      ...Array.from({ length: 2100 }, (_, at) => ({ event: event({ requestId: `req_${at + 1}` }) })),
    );
    limit(1);
    const search = store.log.events(
      grants.all,
      { requestId: 'req_17', order: 'asc' },
      { limit: 9, after: null },
    );
    expect((await search).rows.map(({ sequence }) => sequence)).toEqual([17]);
    await store.close();
  });

  it('does not keep the store from closing', async () => {
    const { store, commit, limit } = await nearlyFull();
    await commit(...Array.from({ length: 300 }, (_, index) => useAt(`key_${index}`, 1)));
    limit(1);
    await store.close();
  });
});
