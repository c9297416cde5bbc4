import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { createSqliteStore } from '../../mock-server/src/store/sqlite/create-sqlite-store.ts';
import { storeContract } from './store-contract.ts';

const onFailure = (error: Error) => expect.unreachable(error.message);

describe('SQLite in memory', () => {
  storeContract((machine) =>
    createSqliteStore({ file: ':memory:', durability: 'process', machine, onFailure }),
  );
});

describe('SQLite in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'homestar-store-'));
  let made = 0;
  afterAll(() => rmSync(folder, { recursive: true }));
  storeContract((machine) =>
    createSqliteStore({ file: join(folder, `${++made}.db`), durability: 'disk', machine, onFailure }),
  );
});
