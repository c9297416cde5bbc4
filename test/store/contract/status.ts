import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusAt, statusTable, usable } from '../../../mock-server/src/keys/status.ts';
import { open, useAt } from '../opened.ts';
import { insert, key, lineage, replace } from '../rows.ts';
import type { CreateStore } from '../store-contract.ts';
import { grants, people, twoBrokerages } from '../two-brokerages.ts';

/** Few instants, so that "due now" comes up often. */
const instant = fc.integer({ min: 1, max: 4 });
const maybe = fc.option(instant);
const mostlyUnset = fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: instant });

const facts = fc.record({
  key: fc.record({
    firstUsedAt: maybe,
    graceEndsAt: maybe,
    revokedAt: mostlyUnset,
    predecessorId: fc.option(fc.constant('key_before')),
  }),
  lineage: fc.record({
    approvedAt: fc.option(instant, { freq: 8 }),
    rejectedAt: mostlyUnset,
    suspendedAt: mostlyUnset,
    notBefore: maybe,
    expiresAt: maybe,
  }),
});

export function statusContract(create: CreateStore): void {
  describe('the status filter', () => {
    it('lists a key under exactly the status that statusAt computes', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(facts, { maxLength: 60 }), instant, async (all, now) => {
          const { store, put } = await open(create);
          await put(...twoBrokerages.filter(({ table }) => table === 'brokerages' || table === 'users'));
          const lineages = all.map((one, at) => lineage(`lin_${at}`, people.admin, one.lineage));
          const keys = all.map((one, at) => key(`key_${at}`, `lin_${at}`, one.key));
          await put(...insert('lineages', ...lineages), ...insert('keys', ...keys));

          const computed = all.map((one) => statusAt(one, now));
          for (const { status } of statusTable) {
            const page = store.tenant.keys(grants.all, { status, now }, { limit: 100, after: null });
            const expected = keys.filter((_, at) => computed[at] === status).map(({ id }) => id);
            expect(page.rows.map((view) => view.key.id)).toEqual(expected.sort());
          }
          const lasting = all.filter((one, at) => one.key.graceEndsAt === null && usable(computed[at]!));
          expect(store.tenant.lastingAdminKeys(grants.all, now)).toBe(lasting.length);
          await store.close();
        }),
        { numRuns: 30 },
      );
    });
  });

  describe('a key view', () => {
    it('has the key’s successor and its latest use, at once', async () => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      await put(replace('keys', key('key_a', 'lin_a', { successorId: 'key_next' })));
      const view = () => store.tenant.key(grants.all, 'key_a');
      expect(view()).toEqual({
        key: key('key_a', 'lin_a', { successorId: 'key_next', revision: 2 }),
        lineage: lineage('lin_a', people.brokerA),
        lastUsedAt: null,
      });
      await commit(useAt('key_a', 4000), useAt('key_a', 4500));
      expect(view()?.lastUsedAt).toBe(4500);
    });
  });
}
