import { describe, expect, it } from 'vitest';
import type { Committed, Entry } from '../../mock-server/src/store/port.ts';
import type { Renewal, StoredSecret } from '../../mock-server/src/vault/port.ts';
import { createRenewals } from '../../mock-server/src/vault/renewals.ts';
import { key, lineage } from '../store/rows.ts';
import { people } from '../store/two-brokerages.ts';

const proven = (id: string) => ({
  key: key(id, 'lin_a', { hash: '$2b$04$old', pepperVersion: 1 }),
  lineage: lineage('lin_a', people.brokerA),
});
const renewed: StoredSecret = { hash: '$2b$12$new', filter: 7, pepperVersion: 2 };

/** Renewals over a vault that computes when told, and a store that notes what it is to write. */
function setUp({ bound = 256 }: { bound?: number } = {}) {
  const computing: { readonly input: string; readonly end: PromiseWithResolvers<StoredSecret> }[] = [];
  const written: Entry[] = [];
  const faults: unknown[] = [];
  const state = { ready: true, current: false, answer: { sequence: 1 } as Committed };
  const renewals = createRenewals({
    bound,
    vault: {
      renewalOf: (secret): Renewal | undefined =>
        state.current ? undefined : { bcryptInput: `of ${secret}`, mac: '', workFactor: 12 },
      renew({ bcryptInput }) {
        const end = Promise.withResolvers<StoredSecret>();
        computing.push({ input: bcryptInput, end });
        return end.promise;
      },
    },
    store: {
      async commit(entry) {
        written.push(entry);
        return state.answer;
      },
      ready: () => state.ready,
    },
    clock: { now: () => 5000 } as never,
    report: (fault) => faults.push(fault),
  });
  return {
    renewals,
    state,
    written,
    faults,
    begun: () => computing.map(({ input }) => input),
    async finish(at: number, how: StoredSecret | Error = renewed) {
      const { end } = computing[at]!;
      if (how instanceof Error) end.reject(how);
      else end.resolve(how);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('a key whose hash is outdated', () => {
  it('is renewed once, however often it is used meanwhile', async () => {
    const { renewals, begun, finish, written } = setUp();
    for (let i = 0; i < 100; i++) renewals.offer('a', proven('key_a'));
    expect(begun()).toEqual(['of a']);
    await finish(0);
    expect(begun()).toEqual(['of a']);
    expect(written.map(({ rehash }) => rehash)).toEqual([
      { keyId: 'key_a', from: '$2b$04$old', to: renewed },
    ]);
  });

  it('has an event of the system, that tells what was outdated and nothing of any hash', async () => {
    const { renewals, finish, written } = setUp();
    renewals.offer('a', proven('key_a'));
    await finish(0);
    const [entry] = written;
    expect(JSON.parse(`{${entry!.event}`)).toEqual({
      at: '1970-01-01T00:00:05.000Z',
      actor: { type: 'system' },
      brokerageId: people.brokerA.brokerageId,
      target: 'key_a',
      outcome: 'allowed',
      status: 200,
      changes: [
        {
          target: 'key_a',
          before: { pepperVersion: 1, workFactor: 4 },
          after: { pepperVersion: 2, workFactor: 12 },
        },
      ],
    });
    // It relies on nothing, changes no row, and is no use of the key.
    expect(Object.keys(entry!).sort()).toEqual(['event', 'rehash']);
  });

  it('waits for those before it', async () => {
    const { renewals, begun, finish } = setUp();
    for (const name of ['a', 'b', 'c']) renewals.offer(name, proven(`key_${name}`));
    expect(begun()).toEqual(['of a']);
    await finish(0);
    expect(begun()).toEqual(['of a', 'of b']);
    await finish(1);
    await finish(2);
    // Idle again, it begins with whoever comes next.
    renewals.offer('d', proven('key_d'));
    expect(begun()).toEqual(['of a', 'of b', 'of c', 'of d']);
  });

  it('is passed over while too many wait, and taken after one of its later uses', async () => {
    const { renewals, begun, finish } = setUp({ bound: 2 });
    for (const name of ['a', 'b', 'c']) renewals.offer(name, proven(`key_${name}`));
    await finish(0);
    await finish(1);
    expect(begun()).toEqual(['of a', 'of b']);
    renewals.offer('c', proven('key_c'));
    expect(begun()).toEqual(['of a', 'of b', 'of c']);
  });

  it('is left as it is where the store has no room, or another was first', async () => {
    const { renewals, begun, finish, state, written, faults } = setUp();
    state.ready = false;
    renewals.offer('a', proven('key_a'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun()).toEqual([]);
    state.ready = true;
    state.answer = 'conflict';
    renewals.offer('a', proven('key_a'));
    await finish(0);
    expect(written).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it('is told to the operator where it cannot be computed, and the next one is renewed', async () => {
    const { renewals, begun, finish, faults } = setUp();
    renewals.offer('a', proven('key_a'));
    renewals.offer('b', proven('key_b'));
    const broken = new Error('out of memory');
    await finish(0, broken);
    expect(faults).toEqual([broken]);
    expect(begun()).toEqual(['of a', 'of b']);
  });
});

it('leaves a key alone that is up to date', () => {
  const { renewals, begun, state } = setUp();
  state.current = true;
  renewals.offer('a', proven('key_a'));
  expect(begun()).toEqual([]);
});

it('writes nothing any more once it is stopped', async () => {
  const { renewals, begun, finish, written } = setUp();
  renewals.offer('a', proven('key_a'));
  renewals.offer('b', proven('key_b'));
  renewals.stop();
  await finish(0);
  renewals.offer('c', proven('key_c'));
  expect(begun()).toEqual(['of a']);
  expect(written).toEqual([]);
});
