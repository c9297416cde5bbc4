/* Requests that were recorded together with others of their kind, and so have no decision of their own. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRefusalTally } from '../../mock-server/src/audit/refusal-tally.ts';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { logOf } from '../support/log.ts';
import { type QaServer, startServer, startStrictServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer({ canary: false });
});
afterEach(() => server.close());

/** As many requests of one network as stand singly, and then one more: its id. */
async function counted(key: string): Promise<string> {
  const headers = ['X-Mock-Client-IP', '203.0.113.9'];
  for (let i = 0; i < 10; i++) await server.call('GET', '/v1/whoami', { key, headers });
  const answer = await server.call('GET', '/v1/whoami', { key, headers });
  return answer.headers.get('Request-Id')!;
}
const get = (requestId: string, key: string) => server.call('GET', `/v1/decisions/${requestId}`, { key });
const aggregates = async () => (await logOf(server.world)).filter(({ aggregate }) => aggregate);

test('once the event is written its sequence is told', async () => {
  const requestId = await counted(server.keys.revoked);
  await server.clock.advance(60_000);
  const [event] = await aggregates();
  expect(event).toMatchObject({ aggregate: { count: 1 } });
  for (const key of [server.keys.broker, server.keys.admin]) {
    const problem = expectProblem(await get(requestId, key), 'decision_aggregated');
    expect(problem.sequence).toBe(event!.sequence);
  }
});

test('before that there is no sequence, and to ask does not write it', async () => {
  const requestId = await counted(server.keys.revoked);
  const problem = expectProblem(await get(requestId, server.keys.broker), 'decision_aggregated');
  expect(problem).not.toHaveProperty('sequence');
  expect(await aggregates()).toEqual([]);
});

describe('attack: to learn of others from what was only counted', () => {
  test.each([
    ['a broker of another brokerage', 'revoked', 'otherBroker'],
    ['a broker, about nobody proven', 'unknown', 'broker'],
    ['a broker, about an unproven key of the own brokerage', 'wrongSecret', 'broker'],
  ] as const)('%s is answered like about no request', async (_, sent, asks) => {
    const requestId = await counted(server.keys[sent]);
    const missing = await get('req_0000000000000000000000', server.keys[asks]);
    const before = await get(requestId, server.keys[asks]);
    await server.clock.advance(60_000);
    const after = await get(requestId, server.keys[asks]);
    for (const answer of [before, after]) {
      expectProblem(answer, 'not_found');
      expect({ ...answer.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    }
    expectProblem(await get(requestId, server.keys.admin), 'decision_aggregated');
  });

  test('an agent may not ask', async () => {
    expectProblem(await get(await counted(server.keys.revoked), server.keys.agent), 'permission_denied');
  });
});

test('a full store, which could not write the event: counted, without a sequence', async () => {
  const requestId = await counted(server.keys.revoked);
  const commit = server.world.store.commit;
  server.world.store.commit = async (entry, now) =>
    entry.event.includes('"aggregate"') ? 'full' : commit(entry, now);
  await server.clock.advance(60_000);
  server.world.store.commit = commit;
  const problem = expectProblem(await get(requestId, server.keys.admin), 'decision_aggregated');
  expect(problem).not.toHaveProperty('sequence');
});

test('after a restart nobody remembers: it is no request', async () => {
  const strict = await startStrictServer({ canary: false });
  const ids: string[] = [];
  for (let i = 0; i < 11; i++) {
    const answer = await strict.call('GET', '/v1/whoami', { key: server.keys.unknown });
    ids.push(answer.headers.get('Request-Id')!);
  }
  const ask = (from: typeof strict) =>
    from.call('GET', `/v1/decisions/${ids.at(-1)}`, { key: from.keys.admin });
  expectProblem(await ask(strict), 'decision_aggregated');
  const again = await strict.reopen();
  expectProblem(await ask(again), 'not_found');
  await again.close();
});

test('attack: a million anonymous requests fill the memory with their ids: the newest 10,000 are kept', () => {
  const tally = createRefusalTally();
  const million = 1_000_000;
  const refusal = { brokerageId: null, code: 'key_unknown', status: 401, now: 0 };
  let single = 0;
  for (let i = 0; i < million; i++) {
    const recorded = tally.record({ ...refusal, requestId: `req_${i}`, source: `network ${i}` });
    if (recorded === 'single') single++;
    if (i % 100_000 === 0) for (const aggregate of tally.flush('all')) tally.written(aggregate, i + 1);
  }
  let kept = 0;
  for (let i = 0; i < million; i++) if (tally.find(`req_${i}`)) kept++;
  expect(single).toBe(300);
  expect(kept).toBe(10_000);
  expect(tally.find(`req_${million - 10_000}`)).toBeDefined();
  expect(tally.find(`req_${million - 10_001}`)).toBeUndefined();
});

test('each counted request leads to the event of its own counter', async () => {
  const revoked = await counted(server.keys.revoked);
  const unknown = await counted(server.keys.unknown);
  await server.clock.advance(60_000);
  const events = await aggregates();
  const byCode = new Map(events.map(({ code, sequence }) => [code, sequence]));
  expect((await get(revoked, server.keys.admin)).body.sequence).toBe(byCode.get('key_revoked'));
  expect((await get(unknown, server.keys.admin)).body.sequence).toBe(byCode.get('key_unknown'));
  expect(events.find(({ code }) => code === 'key_revoked')!.actor.lineageId).toBe(
    fixtureId('lin', 'revoked'),
  );
});
