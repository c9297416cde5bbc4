import { describe, expect, it } from 'vitest';
import type { Entry, Store } from '../../../mock-server/src/store/port.ts';
import { event, open } from '../opened.ts';
import { key, replace } from '../rows.ts';
import type { CreateStore } from '../store-contract.ts';
import { twoBrokerages } from '../two-brokerages.ts';

const { hash: from } = key('key_a', 'lin_a');
const to = { hash: '$2b$12$made-anew', filter: 4_294_967_295, pepperVersion: 2 };
const rehash = (over: Partial<NonNullable<Entry['rehash']>> = {}): Entry => ({
  event: event({ target: 'key_a' }),
  rehash: { keyId: 'key_a', from, to, ...over },
});

const read = (store: Store) => store.credentials.read('key_a')!;

export function rehashContract(create: CreateStore): void {
  describe('what is stored of a secret, made anew', () => {
    it('takes the place of what it was made from, and is no change of the key', async () => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      const before = read(store);
      expect(await commit(rehash())).toEqual([{ sequence: 2 }]);
      expect(read(store)).toEqual({ ...before, key: { ...before.key, ...to } });
    });

    it('leaves requests and changes in flight that have read the old one to go on', async () => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      const { revision, epoch, key: old } = read(store);
      const entry = { event: event(), relies: [{ keyId: 'key_a', revision, epoch }] };
      const used = { ...entry, puts: [replace('keys', { ...old, firstUsedAt: 4000 })] };
      const applied = await commit({ event: event() }, rehash(), entry, used);
      expect(applied).toEqual([2, 3, 4, 5].map((sequence) => ({ sequence })));
      // The change did not take the new hash back.
      expect(read(store).key).toMatchObject({ ...to, firstUsedAt: 4000, revision: 2 });
    });

    it('conflicts where another has renewed it, so that one of two is written', async () => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      const other = rehash({ to: { ...to, hash: '$2b$12$made-anew-too' } });
      expect(await commit({ event: event() }, rehash(), other)).toEqual([
        { sequence: 2 },
        { sequence: 3 },
        'conflict',
      ]);
      expect(read(store).key.hash).toBe(to.hash);
    });

    it('conflicts where the key is revoked, or is not there', async () => {
      const { store, put, commit } = await open(create);
      await put(...twoBrokerages);
      const revoked = { event: event(), puts: [replace('keys', key('key_a', 'lin_a', { revokedAt: 4000 }))] };
      const absent = rehash({ keyId: 'key_none' });
      expect(await commit(revoked, rehash(), absent)).toEqual([{ sequence: 2 }, 'conflict', 'conflict']);
      expect(read(store).key.hash).toBe(from);
    });
  });
}
