import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../mock-server/src/store/port.ts';
import { event, open } from '../opened.ts';
import { brokerage, insert } from '../rows.ts';
import type { CreateStore } from '../store-contract.ts';
import { grants } from '../two-brokerages.ts';

const record = (over: Partial<NonNullable<Entry['idempotency']>> = {}) => ({
  lineageId: 'lin_a',
  operationId: 'properties.create',
  value: 'order-1',
  hash: 'ab'.repeat(32),
  requestId: 'req_1',
  status: 201,
  headers: '{"etag":"\\"1\\""}',
  body: '{"listingKey":"prp_1"}',
  sealedFor: null,
  target: 'prp_1',
  expiresAt: 9000,
  ...over,
});

export function idempotencyContract(create: CreateStore): void {
  describe('an idempotency record', () => {
    it('is found under lineage, operation and value, with the sequence its entry got, until it expires', async () => {
      const { store, commit } = await open(create);
      await commit({ event: event() }, { event: event(), idempotency: record() });
      const find = (value: string, now: number, lineageId = 'lin_a') =>
        store.idempotency.find(lineageId, 'properties.create', value, now);
      expect(find('order-1', 8999)).toEqual({ ...record(), sequence: 2 });
      expect(find('order-1', 9000)).toBeUndefined();
      expect(find('order-2', 5000)).toBeUndefined();
      expect(find('order-1', 5000, 'lin_b')).toBeUndefined();
    });

    it('lets one of several equal requests through, and nothing of the others', async () => {
      const { store, commit } = await open(create);
      const attempt = (id: string): Entry => ({
        event: event(),
        puts: insert('brokerages', brokerage(id)),
        idempotency: record({ target: id }),
      });
      const committed = await commit(
        { event: event() },
        attempt('brk_1'),
        attempt('brk_2'),
        attempt('brk_3'),
      );
      expect(committed).toEqual([{ sequence: 1 }, { sequence: 2 }, 'conflict', 'conflict']);
      const { rows } = store.tenant.brokerages(grants.all, { limit: 10, after: null });
      expect(rows.map(({ id }) => id)).toEqual(['brk_1']);
    });

    it('gives way once it has expired', async () => {
      const { store, commit } = await open(create);
      await commit({ event: event(), idempotency: record({ expiresAt: 5000 }) });
      const next = record({ requestId: 'req_2', body: 'v1.sealed', sealedFor: 'key_a', target: null });
      expect(await commit({ event: event(), idempotency: next })).toEqual([{ sequence: 2 }]);
      expect(store.idempotency.find('lin_a', 'properties.create', 'order-1', 5000)).toEqual({
        ...next,
        sequence: 2,
      });
    });
  });
}
