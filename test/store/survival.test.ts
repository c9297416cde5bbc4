import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../mock-server/src/store/sqlite/create-sqlite-store.ts';
import type { MachineClock } from '../../mock-server/src/time/clocks.ts';
import { event, open, useAt } from './opened.ts';
import { brokerage, insert } from './rows.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { grants, twoBrokerages } from './two-brokerages.ts';

const at = temporaryFolder();

const creating = (file: string) => (machine: MachineClock) =>
  createSqliteStore({
    file,
    durability: 'disk',
    machine,
    onFailure: (error) => expect.unreachable(error.message),
  });

/** What a crash leaves behind: the files as they are now. */
function crashed(file: string, as: string): string {
  copyFileSync(file, as);
  copyFileSync(`${file}-wal`, `${as}-wal`);
  return as;
}

const everything = { limit: 100, after: null };

describe('a kept file', () => {
  it('has every acknowledged entry after a crash, and numbers on from there', async () => {
    const { store, put, commit } = await open(creating(at('a.db')));
    await put(...twoBrokerages);
    await commit({ event: event() }, { event: event() });

    const next = await open(creating(crashed(at('a.db'), at('b.db'))));
    expect(next.store.tenant.brokerages(grants.all, everything).rows).toHaveLength(2);
    expect(await next.put(...insert('brokerages', brokerage('brk_c')))).toBe(4);
    await Promise.all([store.close(), next.store.close()]);
  });

  it('has the last uses after a crash that came before they were written', async () => {
    const first = await open(creating(at('a.db')));
    await first.put(...twoBrokerages);
    await first.commit(useAt('key_a', 4000), useAt('key_a', 4200), useAt('key_b', 4100));
    // Not a use, though the key acts in it.
    await first.commit({ event: event({ at: 4900, actor: { type: 'key', keyId: 'key_a' } }) });

    const second = await open(creating(crashed(at('a.db'), at('b.db'))));
    const lastUsed = (id: string) => second.store.tenant.key(grants.all, id)?.lastUsedAt;
    expect(['key_a', 'key_b', 'key_admin'].map(lastUsed)).toEqual([4200, 4100, null]);
    await Promise.all([first.store.close(), second.store.close()]);
  });

  it('has the last uses after a crash in the midst of writing them', async () => {
    const first = await open(creating(at('a.db')));
    // Machine time stands still meanwhile, so that no chore begins before it is told to.
    const uses = Array.from({ length: 450 }, (_, index) => useAt(`key_${index}`, index));
    await Promise.all(uses.map((entry) => first.store.commit(entry, 5000)));
    first.machine.advance(1000);
    const written = () => {
      const db = new DatabaseSync(at('c.db'));
      const { count } = db.prepare('SELECT count(*) AS count FROM last_uses').get() as { count: number };
      db.close();
      return count;
    };
    crashed(at('a.db'), at('b.db'));
    crashed(at('a.db'), at('c.db'));
    expect(written()).toBeLessThan(450);

    await (await open(creating(at('b.db')))).store.close();
    copyFileSync(at('b.db'), at('c.db'));
    expect(written()).toBe(450);
    await first.store.close();
  });

  it('is one file after a clean close, with all that was kept in memory', async () => {
    const { store, put, commit } = await open(creating(at('a.db')));
    await put(...twoBrokerages);
    await commit(useAt('key_a', 4000));
    const queued = store.commit(useAt('key_b', 4100), 5000);
    await store.close();
    await store.close();

    expect(await queued).toEqual({ sequence: 3 });
    expect(readdirSync(at('.'))).toEqual(['a.db']);
    const db = new DatabaseSync(at('a.db'));
    expect(db.prepare('SELECT key_id, at FROM last_uses ORDER BY 1').all()).toMatchObject([
      { key_id: 'key_a', at: 4000 },
      { key_id: 'key_b', at: 4100 },
    ]);
    db.close();
    expect(existsSync(at('a.db-wal'))).toBe(false);
  });
});
