import { describe, expect, it } from 'vitest';
import type { Grant } from '../../../mock-server/src/access/grant.ts';
import type { PropertyChanges, Store } from '../../../mock-server/src/store/port.ts';
import { event, open } from '../opened.ts';
import { insert, property, remove, replace, tombstone } from '../rows.ts';
import type { CreateStore } from '../store-contract.ts';
import { grants, people, twoBrokerages } from '../two-brokerages.ts';

const DAY = 86_400_000;
const at = (modificationTimestamp: number) => ({ modificationTimestamp });
const all = { limit: 50, after: null };
/** Ids as they come, with a cross where the listing is gone. */
const shown = ({ rows }: PropertyChanges) =>
  rows.map((row) => ('deleted' in row ? `${row.listingKey} †` : row.listingKey));
const changes = (store: Store, grant: Grant, since: number) =>
  shown(store.tenant.propertyChanges(grant, since, all));

const { agentA, brokerA, agentB } = people;

export function changesContract(create: CreateStore): void {
  describe('what has changed', () => {
    it('is what each reach sees and what it has lost, and nothing of the others', async () => {
      const { store, put } = await open(create);
      await put(...twoBrokerages);
      const [ours, theirs] = [property('prp_a2', agentA), property('prp_b2', agentB)];
      await put(remove(ours), ...insert('tombstones', tombstone(ours, at(1001))));
      await put(remove(theirs), ...insert('tombstones', tombstone(theirs, at(1002))));
      const given = property('prp_a3', agentA, at(1003));
      await put(...insert('properties', given));
      await put(
        replace('properties', { ...given, listAgentKey: brokerA.id, ...at(1004) }),
        ...insert('tombstones', tombstone(given, { kind: 'moved', ...at(1004) })),
      );

      const seen = (since: number) =>
        Object.values(grants).map((grant) => changes(store, grant, since).join(', '));
      expect(seen(1000)).toEqual([
        'prp_a1, prp_b1, prp_a2 †, prp_b2 †, prp_a3',
        'prp_a1, prp_a2 †, prp_a3',
        'prp_a2 †, prp_a3 †',
        '',
      ]);
      expect(seen(1002)).toEqual(['prp_b2 †, prp_a3', 'prp_a3', 'prp_a3 †', '']);
      expect(seen(1005)).toEqual(['', '', '', '']);
      await store.close();
    });

    it('has no tombstone of what an agent was given back', async () => {
      const { store, put } = await open(create);
      await put(...twoBrokerages);
      const listing = property('prp_a2', agentA);
      const moved = { kind: 'moved', ...at(1001) } as const;
      await put(
        replace('properties', { ...listing, listAgentKey: brokerA.id, ...at(1001) }),
        ...insert('tombstones', tombstone(listing, moved)),
      );
      expect(changes(store, grants.agent, 1001)).toEqual(['prp_a2 †']);
      await put(replace('properties', { ...listing, revision: 2, ...at(1001) }));
      expect(changes(store, grants.agent, 1001)).toEqual(['prp_a2']);
      await store.close();
    });

    it('ends where it stood at the first page, be it in the midst of a millisecond', async () => {
      const { store, put } = await open(create);
      await put(...twoBrokerages);
      const first = store.tenant.propertyChanges(grants.brokerage, 1000, { limit: 1, after: null });
      expect([shown(first), first.until]).toEqual([['prp_a1'], 1000]);
      // One stands before the end of that page and one after it.
      await put(...insert('properties', property('prp_a0', brokerA), property('prp_a9', brokerA)));
      await put(...insert('properties', property('prp_a4', brokerA, at(1001))));

      const second = store.tenant.propertyChanges(grants.brokerage, 1000, { limit: 50, after: first.next });
      expect([shown(second), second.until, second.next]).toEqual([['prp_a2', 'prp_a9'], 1000, null]);
      expect(changes(store, grants.brokerage, second.until)).toContain('prp_a0');
      await store.close();
    });

    it('goes until the newest change within reach, or until the day of the newest elsewhere', async () => {
      const { store, put } = await open(create);
      await put(...twoBrokerages);
      const until = () =>
        [grants.all, grants.brokerage, grants.agent].map(
          (grant) => store.tenant.propertyChanges(grant, 500, all).until,
        );
      expect(until()).toEqual([1000, 1000, 1000]);
      await put(...insert('properties', property('prp_b3', agentB, at(2000))));
      expect(until()).toEqual([2000, 1000, 1000]);
      await put(...insert('properties', property('prp_a3', brokerA, at(3 * DAY + 5))));
      expect(until()).toEqual([3 * DAY + 5, 3 * DAY + 5, 3 * DAY]);
      const gone = property('prp_a2', agentA);
      await put(remove(gone), ...insert('tombstones', tombstone(gone, at(4 * DAY + 7))));
      expect(until()).toEqual([4 * DAY + 7, 4 * DAY + 7, 4 * DAY + 7]);
      expect(store.tenant.propertyChanges(grants.all, 9 * DAY, all).until).toBe(9 * DAY);
      await store.close();
    });
  });

  describe('commit of a listing', () => {
    it('answers conflict where its time is lower than the newest committed, and to nothing else of that time', async () => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      const gone = property('prp_a1', brokerA);
      await put(...insert('properties', property('prp_a5', brokerA, at(2000))));
      const late = [
        ...insert('properties', property('prp_a6', brokerA, at(1999))),
        replace('properties', property('prp_a2', agentA, at(1999))),
        ...insert('tombstones', tombstone(gone, at(1999))),
      ];
      expect(await commit(...late.map((one) => ({ event: event(), puts: [one] })))).toEqual(
        late.map(() => 'conflict'),
      );
      // Within one entry any order will do, as in a seed or an import.
      await put(
        ...insert('properties', property('prp_a7', brokerA, at(2005)), property('prp_a8', brokerA, at(2000))),
      );
      const equal = insert('properties', property('prp_a9', brokerA, at(2005)));
      const lower = insert('properties', property('prp_a0', brokerA, at(2004)));
      const other = insert('tombstones', tombstone(gone, at(2006)));
      const outcomes = await commit(
        { event: event(), puts: equal },
        { event: event(), puts: lower },
        { event: event(), puts: [remove(gone), ...other] },
        { event: event(), puts: insert('properties', property('prp_a0', brokerA, at(2005))) },
        { event: event() },
      );
      expect(outcomes.map((outcome) => outcome !== 'conflict')).toEqual([true, false, true, false, true]);
      await store.close();
    });

    it('takes one away at the revision that was read, or applies nothing', async () => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      const listing = property('prp_a1', brokerA);
      const told = insert('tombstones', tombstone(listing));
      const removing = (revision: number) => [remove({ ...listing, revision }), ...told];
      expect(
        await commit(
          { event: event(), puts: removing(2) },
          { event: event(), puts: [remove({ ...listing, listingKey: 'prp_none' }), ...told] },
        ),
      ).toEqual(['conflict', 'conflict']);
      expect(store.tenant.property(grants.all, 'prp_a1')).toEqual(listing);
      expect(changes(store, grants.brokerage, 1000)).toEqual(['prp_a1', 'prp_a2']);

      await put(...removing(1));
      expect(store.tenant.property(grants.all, 'prp_a1')).toBeUndefined();
      expect(changes(store, grants.brokerage, 1000)).toEqual(['prp_a1 †', 'prp_a2']);
      expect(await commit({ event: event(), puts: removing(1) })).toEqual(['conflict']);
      await store.close();
    });
  });
}
