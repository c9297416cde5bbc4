/* An agent sees and follows up its own leads, cannot put one into another's hands, and none can be put out of sight. */
import type { Lead } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin, denver } from '../../mock-server/src/fixtures/people.ts';
import { newLead } from '../support/new-lead.ts';
import { deactivateUser } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { leadOf, listingOf } from './targets.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const noah = fixtureId('usr', 'noahWhite');
const colleague = fixtureId('usr', 'priyaRama');
const anyVersion = ['If-Match', '*'];
const add = (key: string, body: object) => server.call('POST', '/v1/leads', { key, body });
const change = (target: string, key: string, body: object) =>
  server.call('PATCH', target, { key, headers: anyVersion, body });
const ownLead = () => `/v1/leads/${leadOf(server.world, 'noahWhite')}`;

test('an agent adds leads of its own without saying so', async () => {
  const { body } = await add(server.keys.agent, newLead);
  expect(body).toMatchObject({ ownerUserId: noah, brokerageId: austin, listingKey: null, status: 'new' });
});

test.each([
  ['a colleague', colleague],
  ['somebody of another brokerage', fixtureId('usr', 'tomasVega')],
  ['nobody', 'usr_999999999999'],
])('an agent adds a lead for %s: refused in the same words', async (_, ownerUserId) => {
  const answer = await add(server.keys.agent, { ...newLead, ownerUserId });
  expect(answer.body).toMatchObject({ status: 403, detail: 'Agents keep leads of their own only.' });
  expect(answer.text).not.toContain(ownerUserId);
});

test('an agent adds a lead about each listing there is: those of colleagues, of others and of nobody are told alike', async () => {
  const told = await Promise.all(
    [listingOf(server.world, 'priyaRama'), listingOf(server.world, 'tomasVega'), 'lst_999999999999'].map(
      async (listingKey) => (await add(server.keys.agent, { ...newLead, listingKey })).body,
    ),
  );
  expect(told[0]).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/body/listingKey' }] });
  for (const body of told) expect({ ...body, requestId: '' }).toEqual({ ...told[0], requestId: '' });
  const listingKey = listingOf(server.world, 'noahWhite');
  expect((await add(server.keys.agent, { ...newLead, listingKey })).body).toMatchObject({ listingKey });
});

test('an agent gives its lead away: refused, and nothing has changed', async () => {
  const target = ownLead();
  const before = await server.call('GET', target, { key: server.keys.agent });
  const answer = await change(target, server.keys.agent, { ownerUserId: colleague, status: 'lost' });
  expect(answer.body.code).toBe('permission_denied');
  expect((await server.call('GET', target, { key: server.keys.agent })).body).toEqual(before.body);
});

test('an agent takes a lead to another brokerage: there is no such member', async () => {
  const answer = await change(ownLead(), server.keys.agent, { brokerageId: denver, status: 'lost' });
  expect(answer.body).toMatchObject({
    code: 'validation_failed',
    errors: [{ pointer: '/body/brokerageId' }],
  });
});

test('a lead that the broker gives to a colleague is gone for the agent at once, with its ETag', async () => {
  const target = ownLead();
  const asAgent = { key: server.keys.agent };
  const etag = (await server.call('GET', target, asAgent)).headers.get('ETag')!;
  expect((await change(target, server.keys.broker, { ownerUserId: colleague })).status).toBe(200);

  expect((await server.call('GET', target, asAgent)).body.code).toBe('not_found');
  const late = { headers: ['If-Match', etag], body: { status: 'won' } };
  expect((await server.call('PATCH', target, { ...asAgent, ...late })).body.code).toBe('not_found');
  const query = `/v1/leads?limit=100&ownerUserId=${colleague}`;
  expect((await server.call<{ data: Lead[] }>('GET', query, asAgent)).body.data).toEqual([]);
});

test('a lead about a listing out of the agent’s reach stays the agent’s to follow up', async () => {
  const target = ownLead();
  const listingKey = listingOf(server.world, 'priyaRama');
  expect((await change(target, server.keys.broker, { listingKey })).status).toBe(200);
  const kept = await change(target, server.keys.agent, { listingKey, status: 'contacted' });
  expect(kept.body).toMatchObject({ listingKey, status: 'contacted' });
  expect((await change(target, server.keys.agent, { listingKey: null })).body).toMatchObject({
    listingKey: null,
  });
  expect((await change(target, server.keys.agent, { listingKey })).status).toBe(422);
});

describe('a lead put into hands that will not follow it up', () => {
  test.each([
    ['somebody of another brokerage', fixtureId('usr', 'tomasVega')],
    ['an administrator of the platform', fixtureId('usr', 'adaMoreno')],
    ['nobody', 'usr_999999999999'],
  ])('%s, by a broker', async (_, ownerUserId) => {
    const errors = [{ pointer: '/body/ownerUserId', detail: 'is not an active user of the brokerage' }];
    const given = await change(ownLead(), server.keys.broker, { ownerUserId });
    expect(given.body).toMatchObject({ status: 422, errors });
    const added = await add(server.keys.broker, { ...newLead, ownerUserId });
    expect(added.body).toMatchObject({ status: 422, errors });
  });

  test('somebody of another brokerage, by an administrator who reaches both', async () => {
    const ownerUserId = fixtureId('usr', 'tomasVega');
    expect((await change(ownLead(), server.keys.admin, { ownerUserId })).status).toBe(422);
    const added = await add(server.keys.admin, { ...newLead, brokerageId: austin, ownerUserId });
    expect(added.body).toMatchObject({ status: 422, errors: [{ pointer: '/body/ownerUserId' }] });
  });

  test('a colleague who was deactivated', async () => {
    await deactivateUser(server.world, colleague);
    const answer = await change(ownLead(), server.keys.broker, { ownerUserId: colleague });
    expect(answer.body).toMatchObject({ status: 422, errors: [{ pointer: '/body/ownerUserId' }] });
  });
});
