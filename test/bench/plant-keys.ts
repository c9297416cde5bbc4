import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Issued } from '../../mock-server/src/host/issue-offline.ts';
import { freshKey, freshLineage } from '../../mock-server/src/keys/fresh-rows.ts';
import { newId } from '../../mock-server/src/operations/new-id.ts';
import type { Rows, Table } from '../../mock-server/src/store/rows.ts';
import { column, membersOf } from '../../mock-server/src/store/sqlite/columns.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';

const KEYS_OF_A_USER = 10;
const KEYS_OF_A_BROKERAGE = 1_000;

/** The policies stay and cost what they cost; only their quotas must not end the load. */
const limits = JSON.stringify({ lineage: 1e9, network: 1e9 });

/** Writes keys of agents into a database that no server has open: each in use already, each of its own lineage. */
export function plantKeys(file: string, keys: Iterable<Pick<Issued, 'keyId' | 'stored'>>): void {
  // What the rows refer to is written before them, and to look that up again takes half of the time.
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  database.exec(
    'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; BEGIN',
  );
  const put = {
    brokerages: inserter(database, 'brokerages'),
    users: inserter(database, 'users'),
    lineages: inserter(database, 'lineages'),
    keys: inserter(database, 'keys'),
  };
  const createdAt = Date.now();
  let brokerageId = '';
  let ownerUserId = '';
  let planted = 0;
  for (const { keyId, stored } of keys) {
    if (planted % KEYS_OF_A_BROKERAGE === 0) {
      brokerageId = newId('brk', systemRandom);
      put.brokerages({ id: brokerageId, name: 'Bench Realty', timeZone: 'UTC', ...madeAt(createdAt) });
    }
    if (planted % KEYS_OF_A_USER === 0) {
      ownerUserId = newId('usr', systemRandom);
      const email = `${ownerUserId}@localhost`;
      const user = { id: ownerUserId, brokerageId, role: 'agent', name: 'Agent', email, createdAt };
      put.users({ ...user, deactivatedAt: null, revision: 1 });
    }
    const lineage = { id: newId('lin', systemRandom), role: 'agent', brokerageId, ownerUserId, createdAt };
    put.lineages(freshLineage({ name: 'Bench', purpose: 'To be called by a bench', limits, ...lineage }));
    const key = { id: keyId, lineageId: lineage.id, createdAt, createdByKeyId: null, ...stored };
    put.keys(freshKey({ ...key, firstUsedAt: createdAt }));
    planted++;
  }
  database.exec('COMMIT');
  database.close();
}

function madeAt(createdAt: number) {
  return { createdAt, modifiedAt: createdAt, closedAt: null, revision: 1 };
}

function inserter<T extends Table>(database: DatabaseSync, table: T): (row: Rows[T]) => void {
  const members = membersOf(table) as readonly (keyof Rows[T])[];
  const columns = members.map((member) => column(member as string)).join(', ');
  const places = members.map(() => '?').join(', ');
  const insert = database.prepare(`INSERT INTO ${table} (${columns}) VALUES (${places})`);
  return (row) => void insert.run(...members.map((member) => row[member] as SQLInputValue));
}
