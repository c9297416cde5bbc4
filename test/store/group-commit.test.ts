import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../mock-server/src/store/sqlite/write/group-commit.ts';
import type { Write } from '../../mock-server/src/store/sqlite/write/writer.ts';
import { createManualMachineClock } from '../support/manual-machine-clock.ts';

/** A group commit whose syncs end when the test says so. */
function setUp() {
  const machine = createManualMachineClock();
  const batches: string[][] = [];
  const failures: Error[] = [];
  const syncs: ((error: Error | null) => void)[] = [];
  let sequence = 0;
  const apply = (batch: readonly Write[]) => {
    batches.push(batch.map(({ entry }) => entry.event));
    return batch.map(() => ({ sequence: ++sequence }));
  };
  const durability = { sync: (done: (error: Error | null) => void) => void syncs.push(done), close() {} };
  const group = createGroupCommit(apply, durability, machine, (error) => failures.push(error));
  const acknowledged: string[] = [];
  const commit = (...events: string[]) => {
    for (const event of events) {
      group.commit({ event }, 0).then(
        () => acknowledged.push(event),
        () => {},
      );
    }
  };
  /** Ends the sync under way, and lets those who waited for it run. */
  const synced = async (error: Error | null = null) => {
    syncs.shift()!(error);
    await Promise.resolve();
  };
  return { machine, batches, failures, group, commit, synced, acknowledged, underWay: () => syncs.length };
}

describe('group commit', () => {
  it('lets one caller alone wait for nobody', async () => {
    const { batches, commit, synced, acknowledged } = setUp();
    for (const event of ['a', 'b', 'c']) {
      commit(event);
      await synced();
    }
    expect(batches).toEqual([['a'], ['b'], ['c']]);
    expect(acknowledged).toEqual(['a', 'b', 'c']);
  });

  it('acknowledges after the sync only, and has one batch under way at a time', async () => {
    const { batches, commit, synced, acknowledged, underWay } = setUp();
    commit('a', 'b', 'c');
    expect(batches).toEqual([['a']]);
    expect(acknowledged).toEqual([]);
    expect(underWay()).toBe(1);
    await synced();
    expect(acknowledged).toEqual(['a']);
    expect(batches).toEqual([['a'], ['b', 'c']]);
    expect(underWay()).toBe(1);
  });

  it('waits for as many as the last batch carried, but no longer than 2 ms', async () => {
    const { machine, batches, commit, synced } = setUp();
    commit('a', 'b', 'c', 'd');
    await synced();
    await synced();
    commit('e', 'f');
    expect(batches).toHaveLength(2);
    commit('g');
    expect(batches[2]).toEqual(['e', 'f', 'g']);
    await synced();

    commit('h');
    machine.advance(1.9);
    expect(batches).toHaveLength(3);
    machine.advance(0.1);
    expect(batches[3]).toEqual(['h']);
    await synced();
    commit('i');
    expect(batches[4]).toEqual(['i']);
  });

  it('acknowledges nothing once a sync has failed', async () => {
    const { batches, failures, group, commit, synced, acknowledged } = setUp();
    commit('a', 'b');
    const waiting = group.commit({ event: 'c' }, 0);
    await synced(new Error('EIO'));
    await expect(waiting).rejects.toMatchObject({ code: 'sync_failed' });
    await expect(group.commit({ event: 'd' }, 0)).rejects.toMatchObject({ code: 'sync_failed' });
    expect(failures).toHaveLength(1);
    expect(acknowledged).toEqual([]);
    expect(batches).toEqual([['a']]);
    await group.drain();
  });

  it('drains without patience', async () => {
    const { batches, group, commit, synced } = setUp();
    commit('a', 'b', 'c');
    await synced();
    await synced();
    commit('d');
    const drained = group.drain();
    expect(batches[2]).toEqual(['d']);
    await synced();
    await drained;
    await expect(group.commit({ event: 'e' }, 0)).rejects.toMatchObject({ code: 'closed' });
  });
});
