/*
 * Whoever follows `syncedUntil` has, in the end, exactly what there is: whatever was created, changed, given to a
 * colleague and back, or deleted meanwhile, and between which two pages.
 */
import type { Property } from '@homestar/sdk/internal';
import { policies } from '@homestar/sdk/internal';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { newListing } from '../support/new-listing.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { createKeeper, everything, type Keeper } from './keeper.ts';

let server: QaServer;
let callers: string[];
beforeAll(async () => {
  const lineage = { ...policies.lineage, quota: 1_000_000, quotaByRole: {} };
  server = await startServer({ policies: { ...policies, lineage } });
  const { admin, broker, otherBroker, agent } = server.keys;
  callers = [admin, broker, otherBroker, agent];
});
afterAll(() => server.close());

/** The agent who syncs, and a colleague. */
const agents = ['noahWhite', 'priyaRama'].map((name) => fixtureId('usr', name));

type Step =
  | { readonly does: 'create'; readonly agent: number }
  | { readonly does: 'update' | 'delete'; readonly which: number }
  | { readonly does: 'move'; readonly which: number; readonly agent: number }
  | { readonly does: 'wait'; readonly ms: number }
  | { readonly does: 'sync'; readonly caller: number; readonly limit: number };

const agent = fc.integer({ min: 0, max: 1 });
const which = fc.nat(20);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('create' as const), agent }),
  fc.record({ does: fc.constantFrom('update' as const, 'delete' as const), which }),
  fc.record({ does: fc.constant('move' as const), which, agent }),
  fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 2 }) }),
  {
    arbitrary: fc.record({
      does: fc.constant('sync' as const),
      caller: fc.integer({ min: 0, max: 3 }),
      limit: fc.integer({ min: 1, max: 3 }),
    }),
    weight: 4,
  },
);

test('a copy that follows syncedUntil is what there is, for every reach and however writers and pages take turns', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 60 }), async (steps) => {
      // What the runs before have left is history to the keepers of this one.
      await server.clock.advance(2 * 3_600_000);
      const keepers = await Promise.all(callers.map((key) => createKeeper(server, key)));
      const made: string[] = [];
      for (const one of steps) await carryOut(one, keepers, made);
      for (const [at, keeper] of keepers.entries()) {
        // The sync under way, and a whole one in which nobody writes.
        await keeper.finish(3);
        await keeper.finish(3);
        expect(sorted([...keeper.copy.values()])).toEqual(
          sorted((await everything(server, callers[at]!)).listings),
        );
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

async function carryOut(step: Step, keepers: readonly Keeper[], made: string[]): Promise<void> {
  switch (step.does) {
    case 'create':
      made.push(await create(step.agent));
      return;
    case 'wait':
      await server.clock.advance(step.ms);
      return;
    case 'sync':
      await keepers[step.caller]!.step(step.limit);
      return;
    case 'update':
      return change(made[step.which % made.length], { listPrice: step.which + 1 });
    case 'move':
      return change(made[step.which % made.length], { listAgentKey: agents[step.agent] });
    case 'delete': {
      const [listingKey] = made.splice(step.which % made.length, 1);
      if (!listingKey) return;
      const sent = { key: server.keys.broker };
      expect((await server.call('DELETE', `/v1/properties/${listingKey}`, sent)).status).toBe(200);
    }
  }
}

async function create(agent: number): Promise<string> {
  const body = { ...newListing, listAgentKey: agents[agent] };
  const answer = await server.call<Property>('POST', '/v1/properties', { key: server.keys.broker, body });
  expect(answer.status).toBe(201);
  return answer.body.listingKey;
}

async function change(listingKey: string | undefined, body: object): Promise<void> {
  if (!listingKey) return;
  const sent = { key: server.keys.broker, headers: ['If-Match', '*'], body };
  expect((await server.call('PATCH', `/v1/properties/${listingKey}`, sent)).status).toBe(200);
}

function sorted(listings: readonly Property[]): Property[] {
  return listings.toSorted((one, other) => (one.listingKey < other.listingKey ? -1 : 1));
}
