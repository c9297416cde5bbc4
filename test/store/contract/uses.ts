import { describe, expect, it } from 'vitest';
import { event, open, useAt } from '../opened.ts';
import type { CreateStore } from '../store-contract.ts';
import { grants, twoBrokerages } from '../two-brokerages.ts';

const dayMs = 86_400_000;
const always = { from: 0, to: 1000 };
const nothing = { last: null, days: [] };

export function usesContract(create: CreateStore): void {
  describe('the uses of a key', () => {
    it('are counted by day, operation and outcome, in that order, as of the latest entry', async () => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      await commit(
        useAt('key_a', dayMs, { operationId: 'users.list' }),
        useAt('key_a', dayMs - 1),
        useAt('key_b', dayMs),
        useAt('key_a', dayMs, { operationId: 'roles.list', outcome: 'refused' }),
        useAt('key_a', dayMs, { operationId: 'roles.list' }),
        useAt('key_a', 2 * dayMs - 1, { operationId: 'roles.list', network: '2001:db8::/64' }),
      );
      const counted = (day: number, operationId: string, outcome: string, count: number) => ({
        day,
        operationId,
        outcome,
        count,
      });
      const days = [
        counted(0, 'whoami.get', 'allowed', 1),
        counted(1, 'roles.list', 'allowed', 2),
        counted(1, 'roles.list', 'refused', 1),
        counted(1, 'users.list', 'allowed', 1),
      ];
      const last = { at: 2 * dayMs - 1, network: '2001:db8::/64' };
      expect(store.tenant.keyUses(grants.all, 'key_a', always)).toEqual({ last, days });
      const firstDay = { last, days: days.slice(0, 1) };
      expect(store.tenant.keyUses(grants.all, 'key_a', { from: 0, to: 0 })).toEqual(firstDay);
      expect(store.tenant.keyUses(grants.all, 'key_a', { from: 2, to: 9 })).toEqual({ last, days: [] });

      await commit(useAt('key_a', 2 * dayMs, { operationId: 'roles.list', outcome: 'refused' }));
      await commit(useAt('key_a', dayMs - 1));
      const more = store.tenant.keyUses(grants.all, 'key_a', always).days;
      expect(more.map(({ count }) => count)).toEqual([2, 2, 1, 1, 1]);
    });

    it('are not what a key has that only stands in events, or in an entry that conflicts', async () => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      const gone = [{ table: 'rules' as const, id: 'none', revision: 1 }];
      await commit(
        { event: event({ actor: { type: 'key', keyId: 'key_a' } }) },
        { ...useAt('key_a', 5000), reads: gone },
      );
      expect(store.tenant.keyUses(grants.all, 'key_a', always)).toEqual(nothing);
    });

    it('lie within a reach as the key does', async () => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      await commit(useAt('key_a', 4000), useAt('key_b', 4000), useAt('key_admin', 4000));
      const seen = Object.entries(grants).map(([name, grant]) => [
        name,
        ['key_a', 'key_b', 'key_admin', 'key_none'].filter(
          (id) => store.tenant.keyUses(grant, id, always).days.length > 0,
        ),
      ]);
      const visible = Object.entries(grants).map(([name, grant]) => [
        name,
        ['key_a', 'key_b', 'key_admin', 'key_none'].filter((id) => store.tenant.key(grant, id)),
      ]);
      expect(seen).toEqual(visible);
      expect(store.tenant.keyUses(grants.agent, 'key_a', always)).toEqual(nothing);
    });
  });
}
