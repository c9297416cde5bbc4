import { describe, expect, it } from 'vitest';
import type { EventFilter, StoredEvent } from '../../../mock-server/src/store/port.ts';
import { event, open } from '../opened.ts';
import type { CreateStore } from '../store-contract.ts';
import { grants } from '../two-brokerages.ts';

const sequences = ({ rows }: { rows: readonly StoredEvent[] }) => rows.map(({ sequence }) => sequence);

export function logContract(create: CreateStore): void {
  describe('the log', () => {
    it('keeps the exact text, with version and sequence in front', async () => {
      const { store, commit } = await open(create);
      await commit({ event: '"at":5000 , "note":"é 😀 \\u0041"}' });
      expect(await store.log.event(grants.all, 1)).toEqual({
        sequence: 1,
        text: '{"v":1,"sequence":1,"at":5000 , "note":"é 😀 \\u0041"}',
      });
    });

    it('is searched by request, key and brokerage, to its present end, in both directions', async () => {
      const { store, commit } = await open(create);
      // More than one slice of the projection, and the last of them just written.
      const written = Array.from({ length: 450 }, (_, at) => ({
        event: event({
          requestId: `req_${at + 1}`,
          ...(at % 2 === 0 && { actor: { type: 'key', keyId: `key_${at % 3}` } }),
          ...(at % 5 === 0 && { brokerageId: 'brk_a' }),
        }),
      }));
      await commit(...written);
      const search = async (filter: Omit<EventFilter, 'order'>, order: EventFilter['order'] = 'asc') => {
        const found: number[] = [];
        let after: readonly (string | number)[] | null = null;
        do {
          const page = await store.log.events(grants.all, { ...filter, order }, { limit: 40, after });
          found.push(...sequences(page));
          after = page.next;
        } while (after);
        return found;
      };
      const where = (fits: (at: number) => boolean) => written.flatMap((_, at) => (fits(at) ? [at + 1] : []));

      expect(await search({ requestId: 'req_450' })).toEqual([450]);
      const ofKey = where((at) => at % 2 === 0 && at % 3 === 1);
      expect(await search({ keyId: 'key_1' })).toEqual(ofKey);
      expect(await search({ keyId: 'key_1' }, 'desc')).toEqual([...ofKey].reverse());
      expect(await search({ keyId: 'key_1', brokerageId: 'brk_a' })).toEqual(
        ofKey.filter((n) => n % 5 === 1),
      );
      expect(await search({ brokerageId: 'brk_a' })).toEqual(where((at) => at % 5 === 0));
      expect(await search({}, 'desc')).toEqual(where(() => true).reverse());
      expect(await search({ keyId: 'key_1', requestId: 'req_450' })).toEqual([]);
    });

    it('tells the last allowed event of a key before a sequence', async () => {
      const { store, commit } = await open(create);
      const told = (keyId: string, outcome: string) => ({
        event: event({ actor: { type: 'key', keyId }, outcome }),
      });
      await commit(
        told('key_a', 'allowed'),
        told('key_a', 'refused'),
        told('key_b', 'allowed'),
        told('key_a', 'allowed'),
      );
      const last = async (before: number) =>
        (await store.log.lastAllowed(grants.all, 'key_a', before))?.sequence;
      expect([await last(9), await last(4), await last(1)]).toEqual([4, 1, undefined]);
    });
  });
}
