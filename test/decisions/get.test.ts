/* Why a request was answered as it was: told to whom the log tells it, and no more than is certain. */
import { formatKey } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin } from '../../mock-server/src/fixtures/people.ts';
import { listingOf } from '../authorization/targets.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { eventsOf, logOf } from '../support/log.ts';
import { newListing } from '../support/new-listing.ts';
import { amend, plantKey } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { beforeSlowCommit, slow, upload } from '../verification/held.ts';
import { decisionOf, told } from './asking.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer({ canary: false });
});
afterEach(() => server.close());

const get = (requestId: string, key: string) => server.call('GET', `/v1/decisions/${requestId}`, { key });
const absent = 'req_0000000000000000000000';

test('a decision is what the event of the request says', async () => {
  const answer = await server.call('GET', `/v1/brokerages/${austin}`, { key: server.keys.broker });
  const [event] = await eventsOf(server.world, answer);
  const { body } = await decisionOf(server, answer, server.keys.broker);
  const { requestId, sequence, at, operationId, actor, target, outcome, status } = event!;
  expect(body).toEqual({
    requestId,
    sequence,
    at,
    operationId,
    actor,
    target,
    outcome,
    status,
    checks: expect.any(Array),
  });
});

describe('attack: whose decisions one reads', () => {
  test('a broker asks for another brokerage’s request id: it is answered like none at all', async () => {
    const theirs = await server.call('GET', '/v1/users', { key: server.keys.otherBroker });
    const existing = await decisionOf(server, theirs, server.keys.broker);
    const missing = await get(absent, server.keys.broker);
    expectProblem(existing, 'not_found');
    expect({ ...(existing.body as object), requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    expect((await decisionOf(server, theirs, server.keys.otherBroker)).status).toBe(200);
  });

  test('a broker asks for requests of nobody proven, or of administrators elsewhere: none', async () => {
    for (const key of [server.keys.unknown, server.keys.wrongSecret, server.keys.admin]) {
      const answer = await server.call('GET', '/v1/users', { key });
      expectProblem(await decisionOf(server, answer, server.keys.broker), 'not_found');
      expect((await decisionOf(server, answer, server.keys.admin)).status).toBe(200);
    }
  });

  test('an agent asks, even about its own request: refused', async () => {
    const own = await server.call('GET', '/v1/users', { key: server.keys.agent });
    expectProblem(await decisionOf(server, own, server.keys.agent), 'permission_denied');
  });

  test('a broker is told what an administrator did to the brokerage', async () => {
    const target = `/v1/properties/${listingOf(server.world, 'noahWhite')}`;
    const answer = await server.call('GET', target, { key: server.keys.admin });
    const { body } = await decisionOf(server, answer, server.keys.broker);
    expect(body).toMatchObject({ actor: { role: 'admin' }, target: listingOf(server.world, 'noahWhite') });
  });
});

describe('attack: a secret in what a check saw', () => {
  const secret = formatKey('test', '000aB3dE5fG7', Buffer.alloc(32, 77));
  test.each([
    ['in the path', 'GET', `/v1/${secret}`, []],
    ['percent-encoded', 'GET', `/v1/%69${secret.slice(1)}`, []],
    ['in Host', 'GET', '/v1/whoami', ['Host', secret]],
    ['in Origin', 'GET', '/v1/whoami', ['Origin', `https://${secret}`]],
    ['in Content-Type', 'POST', '/v1/users', ['Content-Type', secret]],
    ['in If-Match', 'PATCH', '/v1/users/usr_000noahWhite', ['If-Match', `"${secret}"`]],
  ] as const)('%s is not told', async (_, method, target, headers) => {
    const body = method === 'GET' ? {} : { rawBody: '{"name":"A"}' };
    const type = method === 'PATCH' ? ['Content-Type', 'application/json'] : [];
    const key = target === `/v1/${secret}` ? {} : { key: server.keys.broker };
    const answer = await server.call(method, target, { ...key, ...body, headers: [...headers, ...type] });
    const decision = await decisionOf(server, answer, server.keys.admin);
    expect(decision.body.checks.at(-1)!.result).toBe('failed');
    expect(decision.text).not.toContain(secret.slice(22));
  });
});

describe('what is no decision of a request to the API', () => {
  test('what QA did to the world', async () => {
    const moved = await server.call('POST', '/_mock/clock/advance', { body: { seconds: 1 } });
    expect(await eventsOf(server.world, moved)).toHaveLength(1);
    expectProblem(await decisionOf(server, moved, server.keys.admin), 'not_found');
  });

  test('a health check', async () => {
    const live = await server.call('GET', '/health/live');
    expectProblem(await decisionOf(server, live, server.keys.admin), 'not_found');
  });

  test.each(['req_1', 'nobody', 'evt_1', `${absent}0`])('%s', async (id) => {
    expectProblem(await get(id, server.keys.admin), 'not_found');
  });
});

describe('only what is certain is listed', () => {
  const last = (checks: Parameters<typeof told>[0]) => told(checks).at(-1);

  test('the repetition of an allowed request: what the first one was asked is not', async () => {
    const asking = { key: server.keys.broker, body: newListing, headers: ['Idempotency-Key', 'one'] };
    const first = await server.call('POST', '/v1/properties', asking);
    const again = await server.call('POST', '/v1/properties', asking);
    expect(again.text).toBe(first.text);
    expect(last((await decisionOf(server, first, server.keys.broker)).body.checks)).toBe('handle input');
    expect(last((await decisionOf(server, again, server.keys.broker)).body.checks)).toBe('handle body');
  });

  test('the repetition of a refused one: that it was one', async () => {
    const asking = { key: server.keys.broker, body: { role: 'king' }, headers: ['Idempotency-Key', 'one'] };
    await server.call('POST', '/v1/users', asking);
    const { body } = await decisionOf(
      server,
      await server.call('POST', '/v1/users', asking),
      server.keys.broker,
    );
    expect(body).toMatchObject({ outcome: 'refused', status: 422 });
    expect(told(body.checks).slice(-2)).toEqual(['handle body', 'handle idempotency_key']);
  });

  test('a failure of the server: the stages that the request had behind it', async () => {
    const properties = server.world.store.tenant.properties;
    server.world.store.tenant.properties = () => {
      throw new Error('This table is broken.');
    };
    const answer = await server.call('GET', '/v1/properties', { key: server.keys.broker });
    server.world.store.tenant.properties = properties;
    server.faults.splice(0);
    const { body } = await decisionOf(server, answer, server.keys.broker);
    expect(body).toMatchObject({ outcome: 'failed', status: 500, code: 'internal_error' });
    expect(last(body.checks)).toBe('limit limits');
  });

  test('a key that ran out while the body was on its way: found fit once, and not once more', async () => {
    const lineage = { expiresAt: server.clock.now() + 1000 };
    const key = await plantKey(server.world, 'elenaRuiz', { lineage, key: { firstUsedAt: 1 } });
    const uploading = upload(server, 'POST', '/v1/properties', { key: key.secret, body: newListing });
    await uploading.begun;
    await server.clock.advance(1000);
    const { body } = await decisionOf(server, await uploading.finish(), server.keys.broker);
    expect(told(body.checks)).toContain('vet not_expired');
    expect(told(body.checks).slice(-2)).toEqual(['authorize permission', 'commit not_expired: key_expired']);
  });

  test('a key that was suspended meanwhile: decided anew, and then no further than this', async () => {
    const key = await plantKey(server.world, 'elenaRuiz', { key: { firstUsedAt: 1 } });
    const uploading = upload(server, 'POST', '/v1/properties', { key: key.secret, body: newListing });
    await uploading.begun;
    await amend(server.world, key, { suspendedAt: server.clock.now() });
    const { body } = await decisionOf(server, await uploading.finish(), server.keys.broker);
    expect(last(body.checks)).toBe('vet not_suspended: key_suspended');
  });

  test('records that changed each time it was decided', async () => {
    const key = await plantKey(server.world, 'elenaRuiz', { key: { firstUsedAt: 1 } });
    let changes = 0;
    beforeSlowCommit(server.world.store, () =>
      changes++ < 3 ? amend(server.world, key, { purpose: `Change ${changes}` }) : Promise.resolve(),
    );
    const answer = await server.call('GET', '/v1/users', { key: key.secret, headers: [...slow] });
    expect(answer.body.code).toBe('contended');
    const { body } = await decisionOf(server, answer, server.keys.broker);
    expect(told(body.checks).slice(-2)).toEqual(['authorize permission', 'commit commit: contended']);
  });
});

test('to ask is an event of its own, about the request', async () => {
  const answer = await server.call('GET', '/v1/users', { key: server.keys.agent });
  await decisionOf(server, answer, server.keys.broker);
  const asked = (await logOf(server.world)).at(-1);
  expect(asked).toMatchObject({
    operationId: 'decisions.get',
    actor: { keyId: fixtureId('key', 'broker') },
    target: answer.headers.get('Request-Id'),
    brokerageId: austin,
  });
});
