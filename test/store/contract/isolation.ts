import { beforeAll, describe, expect, it } from 'vitest';
import type { Grant } from '../../../mock-server/src/access/grant.ts';
import type { Store } from '../../../mock-server/src/store/port.ts';
import { event, open } from '../opened.ts';
import type { CreateStore } from '../store-contract.ts';
import { grants, twoBrokerages } from '../two-brokerages.ts';

type ReachKind = keyof typeof grants;
type Seen = Record<ReachKind, readonly string[]>;

const page = { limit: 50, after: null };
const sort = 'listPrice' as const;

/** Which of all ids each reach sees, whether it asks for a list or for each by its id. */
const visible: Record<string, { list: Read; one: ReadOne; seen: Seen }> = {
  brokerages: {
    list: (store, grant) => store.tenant.brokerages(grant, page).rows.map(({ id }) => id),
    one: (store, grant, id) => store.tenant.brokerage(grant, id)?.id,
    seen: { all: ['brk_a', 'brk_b'], brokerage: ['brk_a'], agent: ['brk_a'], lineage: [] },
  },
  users: {
    list: (store, grant) => store.tenant.users(grant, {}, page).rows.map(({ id }) => id),
    one: (store, grant, id) => store.tenant.user(grant, id)?.id,
    seen: {
      all: ['usr_admin', 'usr_agent_a', 'usr_agent_b', 'usr_broker_a', 'usr_broker_b'],
      brokerage: ['usr_agent_a', 'usr_broker_a'],
      agent: ['usr_agent_a'],
      lineage: [],
    },
  },
  keys: {
    list: (store, grant) => store.tenant.keys(grant, { now: 5000 }, page).rows.map(({ key }) => key.id),
    one: (store, grant, id) => store.tenant.key(grant, id)?.key.id,
    seen: {
      all: ['key_a', 'key_admin', 'key_agent_a', 'key_b'],
      brokerage: ['key_a', 'key_agent_a'],
      agent: [],
      lineage: ['key_a'],
    },
  },
  properties: {
    list: (store, grant) =>
      store.tenant.properties(grant, { sort }, page).rows.map(({ listingKey }) => listingKey),
    one: (store, grant, id) => store.tenant.property(grant, id)?.listingKey,
    seen: {
      all: ['prp_a1', 'prp_a2', 'prp_b1', 'prp_b2'],
      brokerage: ['prp_a1', 'prp_a2'],
      agent: ['prp_a2'],
      lineage: [],
    },
  },
  leads: {
    list: (store, grant) => store.tenant.leads(grant, {}, page).rows.map(({ id }) => id),
    one: (store, grant, id) => store.tenant.lead(grant, id)?.id,
    seen: {
      all: ['lead_b2', 'lead_b1', 'lead_a2', 'lead_a1'],
      brokerage: ['lead_a2', 'lead_a1'],
      agent: ['lead_a2'],
      lineage: [],
    },
  },
};

type Read = (store: Store, grant: Grant) => readonly string[];
type ReadOne = (store: Store, grant: Grant, id: string) => string | undefined;

export function isolationContract(create: CreateStore): void {
  describe.each(Object.keys(grants) as ReachKind[])('a grant that reaches %s', (reach) => {
    let store: Store;
    const grant = grants[reach];

    beforeAll(async () => {
      const opened = await open(create);
      store = opened.store;
      await opened.put(...twoBrokerages);
      const told = { outcome: 'allowed', actor: { type: 'key', keyId: 'key_a' } };
      await opened.commit(
        { event: event({ ...told, brokerageId: 'brk_a' }) },
        { event: event({ ...told, actor: { type: 'key', keyId: 'key_b' }, brokerageId: 'brk_b' }) },
        { event: event({ ...told, actor: { type: 'key', keyId: 'key_admin' } }) },
      );
    });

    it.each(Object.entries(visible))(
      'sees its own %s, and as little of others as of none',
      (_, { list, one, seen }) => {
        expect(list(store, grant)).toEqual(seen[reach]);
        expect(seen.all.filter((id) => one(store, grant, id) !== undefined)).toEqual(seen[reach]);
        expect(one(store, grant, 'no_such_id')).toBeUndefined();
      },
    );

    it('cannot widen itself by a filter', () => {
      const brokerageId = 'brk_b';
      const foreign = [
        ...store.tenant.users(grant, { brokerageId }, page).rows,
        ...store.tenant.keys(grant, { brokerageId, now: 5000 }, page).rows,
      ];
      expect(foreign.length).toBe(reach === 'all' ? 3 : 0);
    });

    it.each([
      { brokerageId: 'brk_b' },
      { ownerUserId: 'usr_agent_b' },
      { listingKey: 'prp_b2' },
      { status: ['new'], ownerUserId: 'usr_agent_b', listingKey: 'prp_b2' },
    ])('cannot widen itself by a filter of leads: %o', (filter) => {
      const foreign = store.tenant.leads(grant, filter, page).rows.map(({ id }) => id);
      const seen = filter.brokerageId ? ['lead_b2', 'lead_b1'] : ['lead_b2'];
      expect(foreign).toEqual(reach === 'all' ? seen : []);
    });

    it('sees the keys of lineages within only', () => {
      const ids = (lineageId: string) => store.tenant.lineageKeys(grant, lineageId).map(({ id }) => id);
      expect(ids('lin_a')).toEqual(reach === 'agent' ? [] : ['key_a']);
      expect(ids('lin_b')).toEqual(reach === 'all' ? ['key_b'] : []);
    });

    it('finds emails taken within only, whatever their case', () => {
      const taken = (brokerageId: string | null, email: string) =>
        store.tenant.emailTaken(grant, brokerageId, email);
      expect(taken('brk_a', 'USR_Agent_A@example.com')).toBe(reach !== 'lineage');
      expect(taken('brk_b', 'usr_agent_b@example.com')).toBe(reach === 'all');
      expect(taken(null, 'usr_admin@example.com')).toBe(reach === 'all');
      expect(taken('brk_a', 'usr_agent_b@example.com')).toBe(false);
      const byOthers = (id: string) => store.tenant.emailTaken(grant, 'brk_a', 'usr_agent_a@example.com', id);
      expect([byOthers('usr_agent_a'), byOthers('usr_broker_a')]).toEqual([false, reach !== 'lineage']);
    });

    it('counts usable admin keys for admins only', () => {
      const seen = grant.principal.role === 'admin' ? 1 : 0;
      expect(store.tenant.lastingAdminKeys(grant, 5000)).toBe(seen);
      expect(store.tenant.lastingAdminKeys(grant, 5000, 'usr_agent_a')).toBe(seen);
      expect(store.tenant.lastingAdminKeys(grant, 5000, 'usr_admin')).toBe(0);
    });

    it('reads the log of its brokerage only', async () => {
      const expected = { all: [1, 2, 3, 4], brokerage: [2], agent: [], lineage: [] }[reach];
      const { rows } = await store.log.events(grant, { order: 'asc' }, page);
      expect(rows.map(({ sequence }) => sequence)).toEqual(expected);
      const single = await Promise.all([1, 2, 3, 4, 5].map((sequence) => store.log.event(grant, sequence)));
      expect(single.flatMap((found) => found?.sequence ?? [])).toEqual(expected);
      const foreign = await store.log.events(grant, { order: 'asc', brokerageId: 'brk_b' }, page);
      expect(foreign.rows.map(({ sequence }) => sequence)).toEqual(reach === 'all' ? [3] : []);
    });

    it('learns the last allowed event of its own keys only', async () => {
      const last = async (keyId: string) => (await store.log.lastAllowed(grant, keyId, 99))?.sequence;
      expect(await last('key_a')).toBe(reach === 'agent' ? undefined : 2);
      expect(await last('key_b')).toBe(reach === 'all' ? 3 : undefined);
    });
  });
}
