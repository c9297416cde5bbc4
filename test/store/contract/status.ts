import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KeyStatus, statusAt, usable } from '../../../mock-server/src/keys/status.ts';
import { event, open } from '../opened.ts';
import { insert, key, lineage } from '../rows.ts';
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

const statuses: readonly KeyStatus[] = [
  ...(['revoked', 'rejected', 'awaiting_approval', 'suspended', 'expired'] as const),
  ...(['retired', 'not_yet_valid', 'retiring', 'pending', 'active'] as const),
];

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
          for (const status of statuses) {
            const page = store.tenant.keys(grants.all, { status, now }, { limit: 100, after: null });
            const expected = keys.filter((_, at) => computed[at] === status).map(({ id }) => id);
            expect(page.rows.map((view) => view.key.id)).toEqual(expected.sort());
          }
          expect(store.tenant.usableAdminKeys(grants.all, now)).toBe(computed.filter(usable).length);
          await store.close();
        }),
        { numRuns: 30 },
      );
    });
  });

  describe('a key view', () => {
    it('names the latest successor and the latest use, at once', async () => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      await put(
        ...insert('keys', key('key_first', 'lin_a', { predecessorId: 'key_a', revokedAt: 1500 })),
        ...insert('keys', key('key_second', 'lin_a', { predecessorId: 'key_a', createdAt: 2000 })),
      );
      const view = () => store.tenant.key(grants.all, 'key_a');
      expect(view()).toEqual({
        key: key('key_a', 'lin_a'),
        lineage: lineage('lin_a', people.brokerA),
        successorId: 'key_second',
        lastUsedAt: null,
      });
      const use = (at: number) => ({ event: event(), uses: { keyId: 'key_a', at } });
      await commit(use(4000), use(4500));
      expect(view()?.lastUsedAt).toBe(4500);
    });
  });
}
