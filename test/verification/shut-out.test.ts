/*
 * A user is deactivated or a brokerage is closed over the API while a request is under way, and administrators shut
 * each other or themselves out at the same time.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin } from '../../mock-server/src/fixtures/people.ts';
import { leadOf, listingOf } from '../authorization/targets.ts';
import { eventsOf, logOf } from '../support/log.ts';
import { newLead } from '../support/new-lead.ts';
import { everything } from '../support/planted.ts';
import { type Answer, type QaServer, startServer } from '../support/server.ts';
import { beforeSlowCommit, slow, upload } from './held.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const ada = fixtureId('usr', 'adaMoreno');
const sam = fixtureId('usr', 'samOkafor');
const noah = fixtureId('usr', 'noahWhite');
const priya = fixtureId('usr', 'priyaRama');
const post = (key: string, target: string, headers: readonly string[] = [], body?: object) =>
  server.call('POST', target, { key, headers, body });
const deactivate = (id: string, key: string, headers?: readonly string[]) =>
  post(key, `/v1/users/${id}/deactivate`, headers);
const close = () => post(server.keys.admin, `/v1/brokerages/${austin}/close`);
const everyLead = () =>
  server.world.store.tenant.leads(everything, {}, { limit: 1000, after: null }).rows.length;

async function expectRefused(answer: Answer<{ code?: unknown }>, status: number, code: string) {
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(await eventsOf(server.world, answer)).toMatchObject([{ outcome: 'refused', code, changes: [] }]);
}

describe('while a new lead is on its way', () => {
  const begin = async (key: string, more: object = {}) => {
    const lead = { ...newLead, ...more };
    const request = upload(server, 'POST', '/v1/leads', { key, body: lead });
    await request.begun;
    return request;
  };

  test.each([
    ['its brokerage is closed', close, 403, 'brokerage_closed'],
    [
      'the owner of the key is deactivated',
      () => deactivate(noah, server.keys.broker),
      401,
      'owner_deactivated',
    ],
  ] as const)('%s: refused, and none is made', async (_, happen, status, code) => {
    const before = everyLead();
    const request = await begin(server.keys.agent);
    expect((await happen()).status).toBe(200);
    await expectRefused(await request.finish(), status, code);
    expect(everyLead()).toBe(before);
  });

  test.each([
    ['its brokerage is closed', close, '/body/brokerageId'],
    ['the agent it is for is deactivated', () => deactivate(noah, server.keys.broker), '/body/ownerUserId'],
  ] as const)('%s, by an administrator whose own key stays: refused', async (_, happen, pointer) => {
    const request = await begin(server.keys.admin, { brokerageId: austin, ownerUserId: noah });
    expect((await happen()).status).toBe(200);
    const answer = await request.finish();
    await expectRefused(answer, 422, 'validation_failed');
    expect(answer.body.errors).toMatchObject([{ pointer }]);
  });
});

describe('between the decision and the commit', () => {
  /** Something happens once, when the slow request has been decided. */
  function overtakenBy(happen: () => Promise<unknown>): void {
    let happened = false;
    beforeSlowCommit(server.world.store, async () => {
      if (happened) return;
      happened = true;
      await happen();
    });
  }

  test('the brokerage of a lead is closed: an administrator’s request is decided anew', async () => {
    overtakenBy(close);
    const body = { ...newLead, brokerageId: austin, ownerUserId: noah };
    const answer = await post(server.keys.admin, '/v1/leads', slow, body);
    expect(answer.body).toMatchObject({ status: 422, errors: [{ pointer: '/body/brokerageId' }] });
  });

  test('the colleague who is to have the lead is deactivated: it stays where it is', async () => {
    overtakenBy(() => deactivate(priya, server.keys.admin));
    const target = `/v1/leads/${leadOf(server.world, 'noahWhite')}`;
    const sent = { headers: ['If-Match', '*', ...slow], body: { ownerUserId: priya } };
    const answer = await server.call('PATCH', target, { key: server.keys.broker, ...sent });
    expect(answer.body).toMatchObject({ status: 422, errors: [{ pointer: '/body/ownerUserId' }] });
    const { body } = await server.call('GET', target, { key: server.keys.broker });
    expect(body).toMatchObject({ ownerUserId: noah });
  });

  test('the listing that a lead is about goes to a colleague: it is out of the agent’s reach', async () => {
    const listingKey = listingOf(server.world, 'noahWhite');
    const move = { key: server.keys.broker, headers: ['If-Match', '*'], body: { listAgentKey: priya } };
    overtakenBy(() => server.call('PATCH', `/v1/properties/${listingKey}`, move));
    const answer = await post(server.keys.agent, '/v1/leads', slow, { ...newLead, listingKey });
    expect(answer.body).toMatchObject({ status: 422, errors: [{ pointer: '/body/listingKey' }] });
  });

  test('the email that a user is to have is given to another', async () => {
    const take = (id: string, headers: readonly string[]) =>
      server.call('PATCH', `/v1/users/${id}`, {
        key: server.keys.broker,
        headers: ['If-Match', '*', ...headers],
        body: { email: 'front.desk@bartoncreek.example' },
      });
    overtakenBy(() => take(priya, []));
    expect((await take(noah, slow)).body.code).toBe('conflict');
  });

  test('two administrators deactivate each other: the first stays, the other is shut out', async () => {
    overtakenBy(async () => expect((await deactivate(ada, server.keys.secondAdmin)).status).toBe(200));
    await expectRefused(await deactivate(sam, server.keys.admin, slow), 401, 'owner_deactivated');
    expect((await server.call('GET', '/v1/whoami', { key: server.keys.secondAdmin })).status).toBe(200);
  });

  test('attack: the last two administrators leave at the same time, and nobody could ever come back', async () => {
    overtakenBy(async () => expect((await deactivate(sam, server.keys.secondAdmin)).status).toBe(200));
    await expectRefused(await deactivate(ada, server.keys.admin, slow), 409, 'last_admin_key');
    expect((await server.call('GET', '/v1/whoami', { key: server.keys.admin })).status).toBe(200);
  });

  test('attack: one of the last two leaves while the other revokes the key it has', async () => {
    const revoke = () =>
      post(server.keys.secondAdmin, `/v1/keys/${fixtureId('key', 'secondAdmin')}/revoke`, [], {
        reason: 'other',
      });
    overtakenBy(async () => expect((await revoke()).status).toBe(200));
    await expectRefused(await deactivate(ada, server.keys.admin, slow), 409, 'last_admin_key');
  });

  test('attack: one of the last two revokes its key while the other leaves', async () => {
    overtakenBy(async () => expect((await deactivate(sam, server.keys.secondAdmin)).status).toBe(200));
    const target = `/v1/keys/${fixtureId('key', 'admin')}/revoke`;
    const answer = await post(server.keys.admin, target, slow, { reason: 'other' });
    await expectRefused(answer, 409, 'last_admin_key');
  });
});

test('fifty requests at once with the deactivation among them: who was allowed stands before it', async () => {
  const whoami = () => server.call('GET', '/v1/whoami', { key: server.keys.agent });
  const early = Array.from({ length: 25 }, whoami);
  const shut = deactivate(noah, server.keys.broker);
  const late = Array.from({ length: 25 }, whoami);
  const answers = await Promise.all([...early, shut, ...late]);
  expect(new Set(answers.map(({ status }) => status)).size).toBeLessThanOrEqual(2);

  const log = await logOf(server.world);
  const { sequence } = log.find(({ operationId }) => operationId === 'users.deactivate')!;
  const allowed = log.filter(
    ({ actor, outcome }) => actor.keyId === fixtureId('key', 'agent') && outcome === 'allowed',
  );
  expect(allowed).toHaveLength(answers.filter(({ status }) => status === 200).length - 1);
  for (const event of allowed) expect(event.sequence).toBeLessThan(sequence);
});
