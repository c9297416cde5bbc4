/* A sync tells of what the caller reached itself, and of nothing that others had, lost or did. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import type { Person } from '../../mock-server/src/fixtures/people.ts';
import { listingOf } from '../authorization/targets.ts';
import { plantKey } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';
import { changes, idsOf } from './keeper.ts';

let server: QaServer;
let colleague: string;
beforeEach(async () => {
  server = await startServer();
  colleague = (await plantKey(server.world, 'priyaRama')).secret;
});
afterEach(() => server.close());

const told = async (key: string) => idsOf(await changes(server, key, startOfTime));
const sent = () => ({ key: server.keys.admin, headers: ['If-Match', '*'] });
const remove = (listingKey: string) => server.call('DELETE', `/v1/properties/${listingKey}`, sent());
const give = (listingKey: string, to: Person) =>
  server.call('PATCH', `/v1/properties/${listingKey}`, {
    ...sent(),
    body: { listAgentKey: fixtureId('usr', to) },
  });

test('attack: syncing, another brokerage or a colleague learns that a listing was deleted', async () => {
  const listingKey = listingOf(server.world, 'noahWhite');
  await remove(listingKey);
  const gone = [`${listingKey} †`];
  expect(await told(server.keys.admin)).toEqual(gone);
  expect(await told(server.keys.broker)).toEqual(gone);
  expect(await told(server.keys.agent)).toEqual(gone);
  expect(await told(server.keys.otherBroker)).toEqual([]);
  expect(await told(colleague)).toEqual([]);
});

test('attack: syncing, one learns who had a listing before: only that agent hears that it moved', async () => {
  const listingKey = listingOf(server.world, 'noahWhite');
  await give(listingKey, 'priyaRama');
  expect(await told(server.keys.agent)).toEqual([`${listingKey} †`]);
  for (const key of [server.keys.admin, server.keys.broker, colleague])
    expect(await told(key)).toEqual([listingKey]);
  expect(await told(server.keys.otherBroker)).toEqual([]);
});

test('attack: an agent who gave a listing up follows what became of it', async () => {
  const listingKey = listingOf(server.world, 'noahWhite');
  await give(listingKey, 'priyaRama');
  const lost = await changes(server, server.keys.agent, startOfTime);
  await server.clock.advance(1000);
  await give(listingKey, 'marcusBel');
  await remove(listingKey);
  expect(await changes(server, server.keys.agent, startOfTime)).toEqual(lost);
  expect(await told(colleague)).toEqual([`${listingKey} †`]);
});

test('given away and back, it is there', async () => {
  const listingKey = listingOf(server.world, 'noahWhite');
  await give(listingKey, 'priyaRama');
  await give(listingKey, 'noahWhite');
  expect(await told(server.keys.agent)).toEqual([listingKey]);
  expect(await told(colleague)).toEqual([`${listingKey} †`]);
});

describe('attack: with the cursor of somebody else, one reads on in their sync', () => {
  test.each(['admin', 'otherBroker', 'agent'] as const)('of %s', async (maker) => {
    await remove(listingOf(server.world, 'noahWhite'));
    await remove(listingOf(server.world, 'noahWhite'));
    await remove(listingOf(server.world, 'tomasVega'));
    await remove(listingOf(server.world, 'tomasVega'));
    const { nextCursor } = await changes(server, server.keys[maker], startOfTime, { limit: 1 });
    await expect(changes(server, server.keys.broker, startOfTime, { cursor: nextCursor })).rejects.toThrow(
      'cursor_invalid',
    );
  });

  test('of their own, but since another time', async () => {
    await remove(listingOf(server.world, 'noahWhite'));
    await remove(listingOf(server.world, 'noahWhite'));
    const { nextCursor } = await changes(server, server.keys.broker, startOfTime, { limit: 1 });
    await expect(
      changes(server, server.keys.broker, startOfTime - 1, { cursor: nextCursor }),
    ).rejects.toThrow('cursor_invalid');
  });
});

test('attack: watching syncedUntil, one sees when another brokerage or a colleague works', async () => {
  const until = async (key: string) => (await changes(server, key, startOfTime - 1000)).syncedUntil;
  const before = [await until(server.keys.otherBroker), await until(colleague)];
  await server.clock.advance(5000);
  await remove(listingOf(server.world, 'noahWhite'));
  await give(listingOf(server.world, 'noahWhite'), 'marcusBel');
  expect([await until(server.keys.otherBroker), await until(colleague)]).toEqual(before);
});
