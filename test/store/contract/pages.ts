import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PropertyFilter } from '../../../mock-server/src/store/port.ts';
import type { PropertyRow } from '../../../mock-server/src/store/rows.ts';
import { everyPage, open } from '../opened.ts';
import { brokerage, insert, key, property, user } from '../rows.ts';
import type { CreateStore } from '../store-contract.ts';
import { grants, people, twoBrokerages } from '../two-brokerages.ts';

const codePoints = (text: string) => Buffer.from(text, 'utf8');

/** What the list must be, the slow way. */
function expected(rows: readonly PropertyRow[], filter: PropertyFilter): string[] {
  const column = filter.sort.replace('-', '') as 'listPrice' | 'modificationTimestamp';
  const sorted = rows
    .filter((row) => !filter.standardStatus || filter.standardStatus.includes(row.standardStatus))
    .filter((row) => filter.city === undefined || row.city === filter.city)
    .filter((row) => filter.minListPrice === undefined || row.listPrice >= filter.minListPrice)
    .filter((row) => filter.maxListPrice === undefined || row.listPrice <= filter.maxListPrice)
    .sort(
      (one, other) =>
        one[column] - other[column] ||
        Buffer.compare(codePoints(one.listingKey), codePoints(other.listingKey)),
    );
  return (filter.sort.startsWith('-') ? sorted.reverse() : sorted).map(({ listingKey }) => listingKey);
}

const statuses = ['Active', 'Pending', 'Closed'];
const price = fc.constantFrom(100, 100.25, 200, 300);
const listing = fc.record({
  listingKey: fc.string({
    unit: fc.constantFrom('a', 'B', 'z', 'é', '\uffee', '😀', '0'),
    minLength: 1,
    maxLength: 4,
  }),
  listPrice: price,
  modificationTimestamp: fc.integer({ min: 1, max: 4 }),
  standardStatus: fc.constantFrom(...statuses),
  city: fc.constantFrom('Austin', 'austin', 'Dallas'),
});
const filters = fc.record(
  {
    sort: fc.constantFrom('modificationTimestamp', '-modificationTimestamp', 'listPrice', '-listPrice'),
    standardStatus: fc.subarray(statuses),
    city: fc.constantFrom('Austin', 'Dallas'),
    minListPrice: price,
    maxListPrice: price,
  },
  { requiredKeys: ['sort'] },
) as fc.Arbitrary<PropertyFilter>;

export function pagesContract(create: CreateStore): void {
  describe('pages', () => {
    it('together are the filtered list in its order, whatever their size', async () => {
      const listings = fc.uniqueArray(listing, { selector: ({ listingKey }) => listingKey, maxLength: 25 });
      await fc.assert(
        fc.asyncProperty(
          listings,
          fc.array(filters, { minLength: 1, maxLength: 6 }),
          fc.integer({ min: 1, max: 7 }),
          async (listings, filters, limit) => {
            const { store, put } = await open(create);
            const rows = listings.map(({ listingKey, ...over }) =>
              property(listingKey, people.brokerA, over),
            );
            await put(...twoBrokerages.filter(({ table }) => table === 'brokerages' || table === 'users'));
            await put(...insert('properties', ...rows));
            for (const filter of filters) {
              const read = everyPage(
                (page) => store.tenant.properties(grants.brokerage, filter, page),
                limit,
              );
              expect(read.map(({ listingKey }) => listingKey)).toEqual(expected(rows, filter));
            }
            await store.close();
          },
        ),
        { numRuns: 25 },
      );
    });

    it('neither repeat nor skip a row when others are inserted before and behind', async () => {
      const { store, put } = await open(create);
      await put(...twoBrokerages);
      await put(
        ...insert('properties', ...['m1', 'm2', 'm3', 'm4'].map((id) => property(id, people.brokerB))),
      );
      const filter = { sort: 'listPrice' as const };
      const read: string[] = [];
      let after: readonly (string | number)[] | null = null;
      for (let turn = 0; turn === 0 || after; turn++) {
        const page = store.tenant.properties(grants.all, filter, { limit: 2, after });
        read.push(...page.rows.map(({ listingKey }) => listingKey));
        after = page.next;
        const cheap = property(`a${turn}`, people.brokerA, { listPrice: 1 });
        const dear = property(`z${turn}`, people.brokerA, { listPrice: 900_000 });
        if (turn < 3) await put(...insert('properties', cheap, dear));
      }
      expect(read).toEqual([
        'm1',
        'm2',
        'm3',
        'm4',
        'prp_a1',
        'prp_a2',
        'prp_b1',
        'prp_b2',
        'z0',
        'z1',
        'z2',
      ]);
    });

    it('lead nowhere from a page that holds all that is left', async () => {
      const { store, put } = await open(create);
      await put(...twoBrokerages);
      const page = (limit: number) => store.tenant.brokerages(grants.all, { limit, after: null });
      expect([page(1).next, page(2).next, page(3).next]).toEqual([[1000, 'brk_a'], null, null]);
    });

    it('of brokerages, users and keys follow creation, then the id by code point', async () => {
      const { store, put } = await open(create);
      await put(...twoBrokerages);
      await put(
        ...insert('brokerages', brokerage('brk_Z'), brokerage('brk_0', { createdAt: 2000 })),
        ...insert('users', user('usr_Z', 'brk_a'), user('usr_0', 'brk_b', { createdAt: 900 })),
        ...insert('keys', key('key_Z', 'lin_b'), key('key_0', 'lin_b', { createdAt: 2000 })),
      );
      const { tenant } = store;
      const brokerages = everyPage((page) => tenant.brokerages(grants.all, page), 1);
      expect(brokerages.map(({ id }) => id)).toEqual(['brk_Z', 'brk_a', 'brk_b', 'brk_0']);
      const users = everyPage((page) => tenant.users(grants.all, { brokerageId: 'brk_b' }, page), 1);
      expect(users.map(({ id }) => id)).toEqual(['usr_0', 'usr_agent_b', 'usr_broker_b']);
      const brokers = everyPage((page) => tenant.users(grants.all, { role: 'broker' }, page), 2);
      expect(brokers.map(({ id }) => id)).toEqual(['usr_0', 'usr_Z', 'usr_broker_a', 'usr_broker_b']);
      const keys = everyPage((page) => tenant.keys(grants.all, { now: 5000, role: 'broker' }, page), 2);
      expect(keys.map((view) => view.key.id)).toEqual(['key_Z', 'key_a', 'key_b', 'key_0']);
      expect(tenant.lineageKeys(grants.all, 'lin_b').map(({ id }) => id)).toEqual([
        'key_Z',
        'key_b',
        'key_0',
      ]);
    });
  });
}
