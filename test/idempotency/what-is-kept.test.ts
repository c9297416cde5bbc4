import { type KeyCreated, parseRateLimit, policies, type Wire } from '@homestar/sdk/internal';
import { expect, test } from 'vitest';
import type { World } from '../../mock-server/src/host/world.ts';
import { cheapBcrypt } from '../support/cheap-proofs.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { newListing } from '../support/new-listing.ts';
import { type QaServer, startServer, startStrictServer } from '../support/server.ts';
import { agentKey, count, lakeside, once } from './support.ts';

async function using(run: (server: QaServer) => Promise<void>, options?: Parameters<typeof startServer>[0]) {
  const server = await startServer(options);
  await run(server);
  await server.close();
}

test('a refusal that repeating cannot change is kept, though it would be granted by now', () =>
  using(async (server) => {
    const { broker, admin } = server.keys;
    const user = { role: 'agent', name: 'Nina Park', email: 'nina@bartoncreek.example' };
    const made = await server.call<{ id: string; brokerageId: string }>('POST', '/v1/users', {
      key: broker,
      body: user,
    });
    const taken = { value: 'taken', target: '/v1/users', key: broker, body: user };
    const first = await once(server, taken);
    expectProblem(first, 'conflict');
    expect((await once(server, taken)).text).toBe(first.text);
    expectProblem(
      await once(server, { ...taken, body: { ...user, name: 'N. Park' } }),
      'idempotency_mismatch',
    );

    const unknown = { ...agentKey, ownerUserId: 'usr_000000000000' };
    const asked = { value: 'owner', target: '/v1/keys', key: admin, body: unknown };
    expectProblem(await once(server, asked), 'validation_failed', ['/body/ownerUserId']);
    const other = { ...asked, body: { ...agentKey, ownerUserId: made.body.id } };
    expectProblem(await once(server, other), 'idempotency_mismatch');
  }));

test('a precondition that failed is kept', () =>
  using(async (server) => {
    const made = await server.call('POST', '/v1/properties', { key: server.keys.broker, body: newListing });
    const request = {
      value: 'late',
      method: 'PATCH',
      target: made.headers.get('location')!,
      key: server.keys.broker,
      headers: ['If-Match', '"9"'],
      body: { listPrice: 1 },
    };
    const first = await once(server, request);
    expectProblem(first, 'precondition_failed');
    expect((await once(server, request)).text).toBe(first.text);
  }));

test('a refusal because of the key is not kept: a fixed key gets its answer', () =>
  using(async (server) => {
    const request = { value: 'later', target: '/v1/brokerages', body: lakeside };
    expectProblem(await once(server, request), 'key_missing');
    expectProblem(await once(server, { ...request, key: server.keys.typo }), 'key_malformed');
    expectProblem(await once(server, { ...request, key: server.keys.broker }), 'permission_denied');
    expect((await once(server, { ...request, key: server.keys.admin })).status).toBe(201);
  }));

test('a 429 is not kept: the same request goes through once there is allowance', () =>
  using(async (server) => {
    const key = server.keys.limited;
    for (let i = 0; i < 5; i++) await server.call('GET', '/v1/whoami', { key });
    const request = { value: 'patient', target: '/v1/properties', key, body: newListing };
    expectProblem(await once(server, request), 'rate_limited');
    await server.clock.advance(61_000);
    expect((await once(server, request)).status).toBe(201);
  }));

test('a second factor that was asked for is not kept: the value is free for the corrected request', () =>
  using(async (server) => {
    const request = { value: 'factor', target: '/v1/keys', key: server.keys.broker };
    expectProblem(await once(server, { ...request, body: { ...agentKey, role: 'admin' } }), 'mfa_required');
    expect((await once(server, { ...request, body: agentKey })).status).toBe(201);
  }));

test('a body that could not be read is not kept', () =>
  using(async (server) => {
    const request = { value: 'typo', target: '/v1/brokerages', key: server.keys.admin };
    const headers = ['Content-Type', 'application/json'];
    expectProblem(await once(server, { ...request, rawBody: '{"name":', headers }), 'body_malformed');
    expectProblem(
      await once(server, { ...request, rawBody: '{}', headers: ['Content-Type', 'text/plain'] }),
      'unsupported_media_type',
    );
    expect((await once(server, { ...request, body: lakeside })).status).toBe(201);
  }));

test('a server that was too busy to make the key has kept nothing', async () => {
  let busy = true;
  const full = { busy: true as const, waitMs: 1000 };
  const bcrypt = {
    ...cheapBcrypt,
    hash: (...asked: Parameters<typeof cheapBcrypt.hash>) =>
      busy ? Promise.resolve(full) : cheapBcrypt.hash(...asked),
  };
  await using(
    async (server) => {
      const request = { value: 'busy', target: '/v1/keys', key: server.keys.broker, body: agentKey };
      expectProblem(await once(server, request), 'busy');
      busy = false;
      expect((await once(server, request)).status).toBe(201);
    },
    { bcrypt },
  );
});

test('a failure inside the operation, or of the commit itself, is a 500 that is not kept', async () => {
  let broken: 'operation' | 'commit' | undefined;
  const within = (world: World): World => ({
    ...world,
    random: {
      bytes(length) {
        if (broken === 'operation' && length === 16) throw new Error('No entropy.');
        return world.random.bytes(length);
      },
    },
    store: {
      ...world.store,
      commit: (...entry) =>
        broken === 'commit' ? Promise.reject(new Error('No disk.')) : world.store.commit(...entry),
    },
  });
  await using(
    async (server) => {
      const request = { value: 'failure', target: '/v1/brokerages', key: server.keys.admin, body: lakeside };
      for (broken of ['operation', 'commit'] as const)
        expectProblem(await once(server, request), 'internal_error');
      expect(server.faults.splice(0)).toHaveLength(2);
      broken = undefined;
      expect(await count(server, '/v1/brokerages')).toBe(2);
      expect((await once(server, request)).status).toBe(201);
    },
    { within },
  );
});

test('a repetition costs one, however dear the request was', () =>
  using(async (server) => {
    const key = server.keys.broker;
    const left = async () => {
      const { headers } = await server.call('GET', '/v1/whoami', { key });
      return parseRateLimit(headers.get('ratelimit')!)[0]!.remaining;
    };
    const refused = { value: 'dear', target: '/v1/keys', key, body: { ...agentKey, scopes: ['users:read'] } };
    const made = { value: 'made', target: '/v1/keys', key, body: agentKey };
    const start = await left();
    expect(start).toBe(policies.lineage.quota - 1);
    const first = await once(server, refused);
    expectProblem(first, 'scope_outside_role');
    const shown = await once(server, made);
    expect(await left()).toBe(start - 20 - 1);
    expect((await once(server, refused)).text).toBe(first.text);
    expect(await left()).toBe(start - 20 - 1 - 2);
    expect((await once(server, made)).text).toBe(shown.text);
    expect(await left()).toBe(start - 20 - 1 - 2 - 2);
  }));

test('the value is the lineage’s own: a key of another lineage of the same owner starts afresh', () =>
  using(async (server) => {
    const { broker } = server.keys;
    const body = { ...agentKey, role: 'broker' };
    const { secret } = (await server.call<Wire<KeyCreated>>('POST', '/v1/keys', { key: broker, body })).body;
    const request = { value: 'own', target: '/v1/properties', body: newListing };
    const [one, other] = [
      await once(server, { ...request, key: broker }),
      await once(server, { ...request, key: secret }),
    ];
    expect(other.status).toBe(201);
    expect(other.text).not.toBe(one.text);
  }));

test('an operation that only reads has nothing to repeat: the header is passed over', () =>
  using(async (server) => {
    const read = () =>
      once(server, { value: 'read', method: 'GET', target: '/v1/brokerages', key: server.keys.admin });
    const before = (await read()).text;
    await server.call('POST', '/v1/brokerages', { key: server.keys.admin, body: lakeside });
    expect((await read()).text).not.toBe(before);
  }));

test('what is kept outlives a restart', async () => {
  const server = await startStrictServer();
  const key = server.keys.admin;
  const brokerage = { value: 'kept', target: '/v1/brokerages', key, body: lakeside };
  const first = await once<{ id: string }>(server, brokerage);
  const user = {
    role: 'agent',
    name: 'Nina Park',
    email: 'nina@lakeside.example',
    brokerageId: first.body.id,
  };
  const owner = (await server.call<{ id: string }>('POST', '/v1/users', { key, body: user })).body.id;
  const made = { value: 'secret', target: '/v1/keys', key, body: { ...agentKey, ownerUserId: owner } };
  const created = await once<Wire<KeyCreated>>(server, made);
  expect(created.status, created.text).toBe(201);
  const again = await server.reopen();
  expect((await once(again, brokerage)).text).toBe(first.text);
  expect((await once(again, made)).text).toBe(created.text);
  await again.close();
});
