import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { PropertyChanges } from '../../mock-server/src/store/port.ts';
import { createSqliteStore } from '../../mock-server/src/store/sqlite/create-sqlite-store.ts';
import { openDatabase } from '../../mock-server/src/store/sqlite/open-database.ts';
import { createStoreOver } from '../../mock-server/src/store/sqlite/store-over.ts';
import type { MachineClock } from '../../mock-server/src/time/clocks.ts';
import { event, open, patiently } from './opened.ts';
import { insert, property, remove, tombstone } from './rows.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { grants, people, twoBrokerages } from './two-brokerages.ts';

const file = temporaryFolder();
const onFailure = (error: Error) => expect.unreachable(error.message);
const creating = (name: string) => (machine: MachineClock) =>
  createSqliteStore({ file: file(name), durability: 'disk', machine, onFailure });

const DAY = 86_400_000;
const { brokerA } = people;

test.each([
  ['a listing', () => insert('properties', property('prp_a5', brokerA, { modificationTimestamp: 3000 }))],
  [
    'the tombstone of one',
    () => {
      const gone = property('prp_a1', brokerA);
      return [remove(gone), ...insert('tombstones', tombstone(gone, { modificationTimestamp: 3000 }))];
    },
  ],
])('a restart does not let a change be dated before %s that was committed', async (_, newest) => {
  const first = await open(creating('a.db'));
  await first.put(...twoBrokerages);
  await first.put(...newest());
  await first.store.close();

  const { store, commit } = await open(creating('a.db'));
  const dated = (modificationTimestamp: number) => ({
    event: event(),
    puts: insert('properties', property('prp_a6', brokerA, { modificationTimestamp })),
  });
  expect(await commit(dated(2999), dated(3000))).toEqual(['conflict', { sequence: 3 }]);
  await store.close();
});

test('tombstones stand for 90 days of world time, and go then, some hundred a turn', async () => {
  const db = openDatabase(':memory:');
  const options = { file: ':memory:', durability: 'process', onFailure } as const;
  const { store, machine, put } = await open((clock) => createStoreOver(db, { ...options, machine: clock }));
  await put(...twoBrokerages);
  const gone = (name: string, modificationTimestamp: number) =>
    tombstone(property(name, brokerA), { modificationTimestamp });
  const old = Array.from({ length: 450 }, (_, at) => gone(`prp_${at}`, 1000 + at));
  await put(...insert('tombstones', ...old, gone('prp_last', 2000)));

  const standing = () => {
    const { rows }: PropertyChanges = store.tenant.propertyChanges(grants.all, 0, {
      limit: 1000,
      after: null,
    });
    return rows.filter((row) => 'deleted' in row).length;
  };
  const seen = new Set<number>();
  const passTo = async (now: number, left: number) => {
    await patiently(machine, store.commit({ event: event() }, now));
    machine.advance(1000);
    while (standing() !== left) {
      seen.add(standing());
      await nextTurn();
    }
  };
  await passTo(1000 + 90 * DAY, 451);
  await passTo(1001 + 90 * DAY, 450);
  seen.clear();
  await passTo(2000 + 90 * DAY, 1);
  expect([...seen]).toEqual([250, 50]);
  await store.close();
});
