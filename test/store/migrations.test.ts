import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { scheduleOf } from '../../mock-server/src/keys/schedule.ts';
import { createAgenda } from '../../mock-server/src/store/sqlite/agenda.ts';
import { openDatabase } from '../../mock-server/src/store/sqlite/open-database.ts';
import { migrations } from '../../mock-server/src/store/sqlite/schema.ts';
import { tempFolder } from '../support/temp-folder.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 2, 1, 12);

/** A database as the first release left it. */
function firstRelease(file: string): void {
  const db = new DatabaseSync(file);
  db.exec(migrations[0]!);
  db.exec(`PRAGMA application_id = ${0x486d5374}; PRAGMA user_version = 1`);
  db.exec(`INSERT INTO users VALUES ('usr_a', NULL, 'admin', 'Ada', 'ada@example.com', 1, NULL, 1)`);
  const lineage = db.prepare(
    `INSERT INTO lineages VALUES (?, 'Feed', 'Feeds', 'admin', NULL, 'usr_a', NULL, '{}', 1, 'key_maker', 1, NULL, NULL, NULL, ?, NULL, 1)`,
  );
  const key = db.prepare(
    `INSERT INTO keys VALUES (?, ?, ?, 1, NULL, ?, NULL, NULL, NULL, NULL, 'hash', 1, 1, 1)`,
  );
  lineage.run('lin_lasting', null);
  lineage.run('lin_ending', now + 20 * dayMs);
  key.run('key_young', 'lin_lasting', now - dayMs, null);
  key.run('key_due', 'lin_lasting', now - 80 * dayMs, null);
  key.run('key_old', 'lin_lasting', now - 200 * dayMs, null);
  key.run('key_ending', 'lin_ending', now - 70 * dayMs, null);
  key.run('key_revoked', 'lin_lasting', now - dayMs, now);
  db.prepare('INSERT INTO events VALUES (1, ?, 0)').run(JSON.stringify({ at: new Date(now).toISOString() }));
  db.close();
}

test('a database of the first release: its keys keep their maker, and what falls due is what it would be for new ones', () => {
  const file = join(tempFolder('migrations'), 'homestar.db');
  firstRelease(file);
  const db = openDatabase(file);
  const agenda = createAgenda(db);
  const ids = ['key_young', 'key_due', 'key_old', 'key_ending', 'key_revoked'];
  const found = ids.map((id) => agenda.key(id)!);
  expect(found.map(({ key }) => key.createdByKeyId)).toEqual(ids.map(() => 'key_maker'));
  const expected = found.flatMap((about) => scheduleOf(about, now).rows);
  const byTime = (a: { dueAt: number; id: string }, b: typeof a) =>
    a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1);
  expect(expected.length).toBeGreaterThan(5);
  expect(agenda.due(Number.MAX_SAFE_INTEGER, 100)).toEqual(expected.toSorted(byTime));
  db.close();
});
