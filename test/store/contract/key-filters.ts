import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rotation } from '../../../mock-server/src/keys/schedule.ts';
import { statusAt, usable } from '../../../mock-server/src/keys/status.ts';
import type { KeyFilter, KeyView } from '../../../mock-server/src/store/port.ts';
import { everyPage, open, useAt } from '../opened.ts';
import { insert, key, lineage } from '../rows.ts';
import type { CreateStore } from '../store-contract.ts';
import { grants, people, twoBrokerages } from '../two-brokerages.ts';

const [brokerA, agentA, brokerB] = [people.brokerA, people.agentA, people.brokerB];
const now = 6000;
const instant = fc.integer({ min: 4998, max: 5002 });
const name = fc.constantFrom('Feed', 'feed of Ä', 'FEED%', 'f_ed', 'Straße', 'f', '');
const facts = fc.record({
  owner: fc.constantFrom(brokerA, agentA, brokerB),
  name,
  madeAt: instant,
  usedAt: fc.option(instant),
  successorId: fc.option(fc.constant('key_next'), { freq: 3 }),
  suspendedAt: fc.option(fc.constant(1), { freq: 3 }),
});

/** Each filter is mostly left out, so that every few of them meet. */
const given = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 1, nil: undefined });
const filters = fc.record(
  {
    status: given(fc.constantFrom('active', 'suspended')),
    role: given(fc.constantFrom('broker', 'agent')),
    brokerageId: given(fc.constantFrom('brk_a', 'brk_b')),
    ownerUserId: given(fc.constantFrom(brokerA.id, agentA.id, brokerB.id, 'usr_none')),
    nameContains: given(fc.constantFrom('feed', 'FEED', '%', '_', 'ä', 'Ä', 'SS', 'ß', 'd of')),
    lastUsedBefore: given(instant),
    lastUsedAfter: given(instant),
    rotationDueBefore: given(instant.map((at) => at + rotation.ageMs)),
  },
  { requiredKeys: [] },
);

const lower = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/** What the filters say, over what is known of a key. */
function fits({ key, lineage, lastUsedAt }: KeyView, filter: Omit<KeyFilter, 'now'>): boolean {
  const status = statusAt({ key, lineage }, now);
  const { lastUsedBefore: before, lastUsedAfter: after, rotationDueBefore: due } = filter;
  return (
    (filter.status ?? status) === status &&
    (filter.role ?? lineage.role) === lineage.role &&
    (filter.brokerageId ?? lineage.brokerageId) === lineage.brokerageId &&
    (filter.ownerUserId ?? lineage.ownerUserId) === lineage.ownerUserId &&
    lower(lineage.name).includes(lower(filter.nameContains ?? '')) &&
    (before === undefined || lastUsedAt === null || lastUsedAt < before) &&
    (after === undefined || (lastUsedAt !== null && lastUsedAt >= after)) &&
    (due === undefined ||
      (usable(status) && key.successorId === null && key.createdAt + rotation.ageMs < due))
  );
}

export function keyFiltersContract(create: CreateStore): void {
  describe('the filters of keys', () => {
    it('list together those that fit each, in their order, within the reach, as of the latest use', async () => {
      const lists = fc.array(facts, { maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(lists, fc.array(filters, { minLength: 5, maxLength: 5 }), async (all, asked) => {
          const { store, put, commit } = await open(create);
          await put(...twoBrokerages.filter(({ table }) => table === 'brokerages' || table === 'users'));
          const rows = all.map(({ owner, name, madeAt, usedAt, successorId, suspendedAt }, at) => ({
            lineage: lineage(`lin_${at}`, owner, { name, suspendedAt }),
            key: key(`key_${at}`, `lin_${at}`, { createdAt: madeAt, successorId }),
            lastUsedAt: usedAt,
          }));
          await put(
            ...insert('lineages', ...rows.map((row) => row.lineage)),
            ...insert('keys', ...rows.map((row) => row.key)),
          );
          await commit(
            ...rows.flatMap(({ key, lastUsedAt }) =>
              lastUsedAt === null ? [] : [useAt(key.id, lastUsedAt)],
            ),
          );
          rows.sort((a, b) => a.key.createdAt - b.key.createdAt || (a.key.id < b.key.id ? -1 : 1));

          for (const filter of asked as Omit<KeyFilter, 'now'>[]) {
            for (const grant of [grants.all, grants.brokerage]) {
              const within = rows.filter(
                (row) => grant === grants.all || row.lineage.brokerageId === 'brk_a',
              );
              const listed = everyPage((page) => store.tenant.keys(grant, { ...filter, now }, page), 7);
              expect(listed).toEqual(within.filter((row) => fits(row, filter)));
            }
          }
          await store.close();
        }),
        { numRuns: 25 },
      );
    });
  });
}
