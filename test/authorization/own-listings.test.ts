/* An agent sees and changes its own listings, cannot put one into another's hands, and none can be put out of sight. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { denver } from '../../mock-server/src/fixtures/people.ts';
import { newListing } from '../support/new-listing.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { listingOf } from './targets.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const colleague = fixtureId('usr', 'priyaRama');
const anyVersion = ['If-Match', '*'];

test('an agent lists in its own name without saying so', async () => {
  const { body } = await server.call('POST', '/v1/properties', { key: server.keys.agent, body: newListing });
  expect(body).toMatchObject({ listAgentKey: fixtureId('usr', 'noahWhite') });
});

test.each([
  ['a colleague', colleague],
  ['somebody of another brokerage', fixtureId('usr', 'tomasVega')],
  ['nobody', 'usr_999999999999'],
])('an agent lists in the name of %s: refused in the same words', async (_, listAgentKey) => {
  const body = { ...newListing, listAgentKey };
  const answer = await server.call('POST', '/v1/properties', { key: server.keys.agent, body });
  expect(answer.status).toBe(403);
  expect(answer.body.code).toBe('permission_denied');
  expect(answer.text).not.toContain(listAgentKey);
});

test('an agent gives its listing away: refused, and nothing has changed', async () => {
  const target = `/v1/properties/${listingOf(server.world, 'noahWhite')}`;
  const before = await server.call('GET', target, { key: server.keys.agent });
  const sent = { headers: anyVersion, body: { listAgentKey: colleague, city: 'Manor' } };
  const answer = await server.call('PATCH', target, { key: server.keys.agent, ...sent });
  expect(answer.body.code).toBe('permission_denied');
  expect((await server.call('GET', target, { key: server.keys.agent })).body).toEqual(before.body);
});

test('an agent takes a listing to another brokerage: there is no such member', async () => {
  const target = `/v1/properties/${listingOf(server.world, 'noahWhite')}`;
  const sent = { headers: anyVersion, body: { brokerageId: denver, city: 'Denver' } };
  const answer = await server.call('PATCH', target, { key: server.keys.agent, ...sent });
  expect(answer.body).toMatchObject({
    code: 'validation_failed',
    errors: [{ pointer: '/body/brokerageId' }],
  });
});

test('a listing that the broker gives to a colleague is gone for the agent at once, with its ETag and its cursor', async () => {
  const target = `/v1/properties/${listingOf(server.world, 'noahWhite')}`;
  const asAgent = { key: server.keys.agent };
  const etag = (await server.call('GET', target, asAgent)).headers.get('ETag')!;
  const given = { headers: anyVersion, body: { listAgentKey: colleague } };
  expect((await server.call('PATCH', target, { key: server.keys.broker, ...given })).status).toBe(200);

  expect((await server.call('GET', target, asAgent)).body.code).toBe('not_found');
  const change = { headers: ['If-Match', etag], body: { city: 'Manor' } };
  expect((await server.call('PATCH', target, { ...asAgent, ...change })).body.code).toBe('not_found');
});
