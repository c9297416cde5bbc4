import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LeadRow } from '../../../mock-server/src/store/rows.ts';
import { everyPage, open } from '../opened.ts';
import { insert, lead, replace } from '../rows.ts';
import type { CreateStore } from '../store-contract.ts';
import { grants, people, twoBrokerages } from '../two-brokerages.ts';

const codePoints = (text: string) => Buffer.from(text, 'utf8');

interface Filter {
  readonly status?: readonly string[];
  readonly ownerUserId?: string;
  readonly listingKey?: string;
}

/** What the list must be, the slow way. */
function expected(rows: readonly LeadRow[], { status, ownerUserId, listingKey }: Filter): string[] {
  return rows
    .filter((row) => status === undefined || status.includes(row.status))
    .filter((row) => ownerUserId === undefined || row.ownerUserId === ownerUserId)
    .filter((row) => listingKey === undefined || row.listingKey === listingKey)
    .sort(
      (one, other) =>
        other.createdAt - one.createdAt || Buffer.compare(codePoints(other.id), codePoints(one.id)),
    )
    .map(({ id }) => id);
}

const statuses = ['new', 'contacted', 'lost'];
const owners = [people.brokerA, people.agentA];
const someLead = fc.record({
  id: fc.string({ unit: fc.constantFrom('a', 'Z', '0', 'é', '😀'), minLength: 1, maxLength: 4 }),
  owner: fc.constantFrom(...owners),
  listingKey: fc.constantFrom(null, 'prp_a1', 'prp_a2'),
  status: fc.constantFrom(...statuses),
  createdAt: fc.integer({ min: 1, max: 4 }),
});
const filters: fc.Arbitrary<Filter> = fc.record(
  {
    status: fc.subarray(statuses),
    ownerUserId: fc.constantFrom(...owners.map(({ id }) => id)),
    listingKey: fc.constantFrom('prp_a1', 'prp_a2'),
  },
  { requiredKeys: [] },
);

export function leadsContract(create: CreateStore): void {
  describe('leads', () => {
    it('are listed from the newest on, filtered, whatever the size of the pages', async () => {
      const leads = fc.uniqueArray(someLead, { selector: ({ id }) => id, maxLength: 25 });
      await fc.assert(
        fc.asyncProperty(
          leads,
          fc.array(filters, { minLength: 1, maxLength: 6 }),
          fc.integer({ min: 1, max: 7 }),
          async (leads, filters, limit) => {
            const { store, put } = await open(create);
            const rows = leads.map(({ id, owner, ...over }) => lead(id, owner, over));
            await put(...twoBrokerages.filter(({ table }) => table === 'brokerages' || table === 'users'));
            await put(...insert('leads', ...rows));
            for (const filter of filters) {
              const read = everyPage((page) => store.tenant.leads(grants.brokerage, filter, page), limit);
              expect(read.map(({ id }) => id)).toEqual(expected(rows, filter));
            }
            await store.close();
          },
        ),
        { numRuns: 25 },
      );
    });

    it('come back as they were put, each member in its place', async () => {
      const { store, put } = await open(create);
      await put(...twoBrokerages);
      const row = lead('lead_full', people.agentA, {
        listingKey: 'prp_a2',
        email: null,
        phone: '+1 512 555 0142',
        message: 'Is it still for sale?',
        status: 'qualified',
        createdAt: 2000,
        modifiedAt: 3000,
      });
      await put(...insert('leads', row));
      expect(store.tenant.lead(grants.agent, 'lead_full')).toEqual(row);
      await put(replace('leads', { ...row, status: 'won', modifiedAt: 4000 }));
      expect(store.tenant.lead(grants.agent, 'lead_full')).toEqual({
        ...row,
        status: 'won',
        modifiedAt: 4000,
        revision: 2,
      });
    });

    it('leave the reach of an agent with their owner', async () => {
      const { store, put } = await open(create);
      await put(...twoBrokerages);
      const mine = store.tenant.lead(grants.agent, 'lead_a2')!;
      await put(replace('leads', { ...mine, ownerUserId: people.brokerA.id }));
      expect(store.tenant.lead(grants.agent, 'lead_a2')).toBeUndefined();
      expect(store.tenant.leads(grants.agent, {}, { limit: 9, after: null }).rows).toEqual([]);
    });

    it('are of a brokerage and a user that exist, and may be about a listing that does not', async () => {
      const { store, commit, put } = await open(create);
      await put(...twoBrokerages);
      const putting = (over: Partial<LeadRow>) =>
        commit({ event: '"at":1}', puts: insert('leads', lead('lead_x', people.agentA, over)) });
      await expect(putting({ brokerageId: 'brk_none' })).rejects.toThrow();
      await expect(putting({ ownerUserId: 'usr_none' })).rejects.toThrow();
      expect(await putting({ listingKey: 'prp_none' })).toMatchObject([{ sequence: expect.any(Number) }]);
      expect(store.tenant.lead(grants.all, 'lead_x')?.listingKey).toBe('prp_none');
    });
  });
}
