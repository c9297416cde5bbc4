import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSqliteStore } from '../../mock-server/src/store/sqlite/create-sqlite-store.ts';
import { StoreError, type StoreErrorCode } from '../../mock-server/src/store/sqlite/store-error.ts';
import { createManualMachineClock } from '../support/manual-machine-clock.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = temporaryFolder();

const create = (file: string) =>
  createSqliteStore({ file, durability: 'disk', machine: createManualMachineClock(), onFailure: () => {} });

function expectRefusal(open: () => unknown, code: StoreErrorCode, file: string) {
  let error: unknown;
  try {
    open();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(StoreError);
  expect(error).toMatchObject({ code });
  expect((error as StoreError).message).toMatch(/^[^\n]+\.$/);
  expect((error as StoreError).message).toContain(file);
}

describe('opening a file', () => {
  it.each([
    ['text', 'hello'],
    ['long text', 'hello '.repeat(2000)],
    ['a damaged header', `SQLite format 3\0${'\x01'.repeat(4096)}`],
  ])('refuses what is no database and leaves it as it is: %s', (_, content) => {
    const file = at('notes.txt');
    writeFileSync(file, content);
    expectRefusal(() => create(file), 'not_a_database', file);
    expect(readFileSync(file, 'latin1')).toBe(content);
  });

  it("refuses another program's database and leaves it as it is", () => {
    const file = at('other.db');
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE bookmarks (url TEXT)');
    other.close();
    const before = readFileSync(file);
    expectRefusal(() => create(file), 'not_a_database', file);
    expect(readFileSync(file)).toEqual(before);
  });

  it('refuses a schema newer than it knows and leaves it as it is', async () => {
    const file = at('newer.db');
    await create(file).close();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 999');
    db.close();
    const before = readFileSync(file);
    expectRefusal(() => create(file), 'newer_schema', file);
    expect(readFileSync(file)).toEqual(before);
  });

  it('refuses a path it cannot open', () => {
    expectRefusal(() => create(at('no/such/folder.db')), 'unreadable', at('no/such/folder.db'));
    mkdirSync(at('folder'));
    expectRefusal(() => create(at('folder')), 'unreadable', at('folder'));
  });

  it.skipIf(process.getuid?.() === 0)('tells a file that cannot be written', async () => {
    const file = at('kept.db');
    await create(file).close();
    chmodSync(file, 0o444);
    expectRefusal(() => create(file), 'read_only', file);
    chmodSync(file, 0o000);
    expectRefusal(() => create(file), 'unreadable', file);
  });

  it('attack: an empty or unfinished file in the place of the database is not made into a new one', async () => {
    const reopen = (file: string) =>
      createSqliteStore({
        file,
        existing: true,
        durability: 'disk',
        machine: createManualMachineClock(),
        onFailure: () => {},
      });
    const file = at('data#1?.db');
    expectRefusal(() => reopen(file), 'unreadable', file);
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, '');
    expectRefusal(() => reopen(file), 'unfinished', file);
    expect(readFileSync(file)).toHaveLength(0);
    const unfinished = create(file);
    await unfinished.close();
    const before = readFileSync(file);
    expectRefusal(() => reopen(file), 'unfinished', file);
    expect(readFileSync(file)).toEqual(before);
    const finished = create(file);
    finished.meta.put('environment', 'test');
    await finished.close();
    await reopen(file).close();
  });

  it('takes a name that looks like a URI for a name', async () => {
    const file = at('file:x.db?mode=memory');
    await create(file).close();
    expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  it('refuses at once while another process has it open, and takes it over when that one was killed', async () => {
    const file = at('held.db');
    const holder = spawn(process.execPath, [new URL('./hold-open.ts', import.meta.url).pathname, file], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void holder.kill('SIGKILL'));
    await once(holder.stdout, 'data');
    expectRefusal(() => create(file), 'locked', file);
    await kill(holder);
    await create(file).close();
  });

  it('refuses a second store in the same process, and the first keeps its lock', async () => {
    const file = at('twice.db');
    const first = create(file);
    expectRefusal(() => create(file), 'locked', file);
    expectRefusal(() => create(file), 'locked', file);
    expect(await first.commit({ event: '"at":1}' }, 1)).toEqual({ sequence: 1 });
    await first.close();
  });

  it('keeps texts about the database', async () => {
    const file = at('meta.db');
    const first = create(file);
    expect(first.meta.get('environment')).toBeUndefined();
    first.meta.put('environment', 'live');
    first.meta.put('environment', 'test');
    await first.close();
    const second = create(file);
    expect(second.meta.get('environment')).toBe('test');
    expect(second.meta.names()).toContain('environment');
    await second.close();
  });
});

async function kill(child: ChildProcess) {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
