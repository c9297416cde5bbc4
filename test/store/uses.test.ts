/* Uses are written behind the log, in slices: a crash may come between any two of them. */
import { copyFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Use } from '../../mock-server/src/store/port.ts';
import { createSqliteStore } from '../../mock-server/src/store/sqlite/create-sqlite-store.ts';
import { createUses } from '../../mock-server/src/store/sqlite/log/uses.ts';
import { createMeta } from '../../mock-server/src/store/sqlite/meta.ts';
import { openDatabase } from '../../mock-server/src/store/sqlite/open-database.ts';
import type { MachineClock } from '../../mock-server/src/time/clocks.ts';
import { open, useAt } from './opened.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { grants, twoBrokerages } from './two-brokerages.ts';

const at = temporaryFolder();
const always = { from: 0, to: 1000 };

type Database = ReturnType<typeof openDatabase>;
let db: Database;
beforeEach(() => {
  db = openDatabase(at('uses.db'));
});
afterEach(() => db.close());

const rowsOf = (from: Database) =>
  from
    .prepare('SELECT key_id, day, operation_id, outcome, count FROM usages ORDER BY 1, 2, 3, 4')
    .all()
    .map((row) => Object.values(row).join(' '));

/** A projection over a log that a test writes by hand. */
function projection(over: Database) {
  const insert = over.prepare('INSERT INTO events (sequence, text, used) VALUES (?, ?, 1)');
  let sequence = (over.prepare('SELECT max(sequence) AS last FROM events').get()!.last as number | null) ?? 0;
  const uses = createUses(over, createMeta(over), () => sequence);
  return {
    uses,
    use(keyId: string, told: Partial<Use> = {}) {
      const entry = useAt(keyId, 5000, told);
      insert.run(++sequence, `{"sequence":${sequence},${entry.event}`);
      uses.note(entry.uses!, sequence);
    },
  };
}

describe('counts of uses', () => {
  it('are exact after a crash between any two slices, also where counting went on between them', () => {
    const counts = (slices: number) => {
      const file = at(`${slices}.db`);
      const living = openDatabase(file);
      const { uses, use } = projection(living);
      for (let index = 0; index < 500; index++) use(`key_${index % 250}`);
      for (let slice = 0; slice < slices; slice++) {
        uses.flush();
        for (let index = 0; index < 100; index++) use(`key_${index}`, { outcome: 'refused' });
        for (let index = 200; index < 300; index++) use(`key_${index}`);
      }
      const expected = expectedAfter(slices);
      // What was kept in memory is gone with the process; the log has all of it.
      projection(living);
      const made = rowsOf(living);
      living.close();
      return { made, expected };
    };
    for (const slices of [0, 1, 2, 3, 4, 7]) {
      const { made, expected } = counts(slices);
      expect([slices, made]).toEqual([slices, expected]);
    }
  });

  function expectedAfter(slices: number): string[] {
    const allowed = (index: number) => (index < 250 ? 2 : 0) + (index >= 200 ? slices : 0);
    return Array.from({ length: 300 }, (_, index) => [
      `key_${index} 0 whoami.get allowed ${allowed(index)}`,
      `key_${index} 0 whoami.get refused ${index < 100 ? slices : 0}`,
    ])
      .flat()
      .filter((row) => !row.endsWith(' 0'))
      .sort();
  }

  it('are not counted again by opening, as often as one likes', () => {
    const first = projection(db);
    for (let index = 0; index < 300; index++) first.use('key_a');
    while (first.uses.flush());
    for (let again = 0; again < 3; again++) {
      const next = projection(db);
      next.use('key_a');
      next.uses.flush();
    }
    projection(db);
    expect(rowsOf(db)).toEqual(['key_a 0 whoami.get allowed 303']);
  });

  it('are written in slices of 200 rows', () => {
    const { uses, use } = projection(db);
    for (let index = 0; index < 250; index++) use(`key_${index}`);
    const written = () =>
      rowsOf(db).length + (db.prepare('SELECT count(*) AS count FROM last_uses').get()!.count as number);
    const seen = [uses.flush(), written(), uses.flush(), written(), uses.flush(), written(), uses.flush()];
    expect(seen).toEqual([true, 200, true, 400, false, 500, false]);
  });

  it('are made of the log where a database was made before there were any, networks too', () => {
    const { use, uses } = projection(db);
    use('key_a', { network: '192.0.2.1' });
    use('key_a', { network: '192.0.2.2' });
    use('key_b');
    while (uses.flush());
    db.exec("DELETE FROM usages; DELETE FROM meta WHERE name = 'uses.sequence'");
    db.exec('UPDATE last_uses SET network = NULL');
    projection(db);
    expect(rowsOf(db)).toEqual(['key_a 0 whoami.get allowed 2', 'key_b 0 whoami.get allowed 1']);
    expect(db.prepare("SELECT at, network FROM last_uses WHERE key_id = 'key_a'").get()).toEqual({
      at: 5000,
      network: '192.0.2.2',
    });
  });
});

const creating =
  (file: string, maxEvents?: number) =>
  (machine: MachineClock): ReturnType<typeof createSqliteStore> =>
    createSqliteStore({
      file,
      durability: 'process',
      machine,
      onFailure: (error) => expect.unreachable(error.message),
      ...(maxEvents !== undefined && { maxEvents }),
    });

describe('a store', () => {
  it('has the counts after a crash that came before they were written', async () => {
    const first = await open(creating(at('a.db')));
    await first.put(...twoBrokerages);
    await first.commit(useAt('key_a', 4000), useAt('key_a', 4000), useAt('key_a', 4200));
    for (const end of ['.db', '.db-wal']) copyFileSync(at(`a${end}`), at(`b${end}`));
    const second = await open(creating(at('b.db')));
    await second.commit(useAt('key_a', 4300));
    const [day] = second.store.tenant.keyUses(grants.all, 'key_a', always).days;
    expect(day?.count).toBe(4);
    await Promise.all([first.store.close(), second.store.close()]);
  });

  it('keeps counts of events that it no longer keeps', async () => {
    const { store, put, commit, machine } = await open(creating(':memory:', 100));
    await put(...twoBrokerages);
    for (let batch = 0; batch < 4; batch++) {
      await commit(...Array.from({ length: 100 }, () => useAt('key_a', 4000)));
      machine.advance(1000);
    }
    while (await store.log.event(grants.all, 300)) await new Promise((turn) => setImmediate(turn));
    expect(store.tenant.keyUses(grants.all, 'key_a', always).days).toMatchObject([{ count: 400 }]);
    await store.close();
  });
});
