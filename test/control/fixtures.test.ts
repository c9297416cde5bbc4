import { afterEach, beforeEach, expect, test } from 'vitest';
import { magicKeys } from '../../mock-server/src/fixtures/magic-keys.ts';
import type { FixtureList } from '../../mock-server/src/generated/control-types.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const list = async () => (await server.call<FixtureList>('GET', '/_mock/fixtures')).body;
const drifted = async () =>
  Object.entries(await list())
    .filter(([, fixture]) => fixture.drifted)
    .map(([name]) => name);

test('each magic key with what it answers, and none has drifted in a fresh world', async () => {
  const fixtures = await list();
  expect(Object.keys(fixtures)).toEqual(Object.keys(magicKeys));
  expect(fixtures.admin).toEqual({
    secret: server.keys.admin,
    keyId: 'key_000admin0000',
    role: 'admin',
    answers: { status: 200, code: null },
    consumable: false,
    drifted: false,
  });
  expect(fixtures.unknown).toMatchObject({ keyId: null, role: null });
  expect(fixtures.limited).toMatchObject({ consumable: true });
  expect(await drifted()).toEqual([]);
});

test('what it says is what whoami answers', async () => {
  for (const [name, { secret, answers }] of Object.entries(await list())) {
    const { status, body } = await server.call('GET', '/v1/whoami', { key: secret });
    expect({ name, status, code: body.code ?? null }).toEqual({ name, ...answers });
  }
});

test('a key that was revoked has drifted, until the world is reset', async () => {
  const body = { reason: 'other' };
  const target = '/v1/keys/key_000agent0000/revoke';
  expect((await server.call('POST', target, { key: server.keys.admin, body })).status).toBe(200);
  expect(await drifted()).toEqual(['agent']);
  expect((await server.call('POST', '/_mock/reset')).status).toBe(204);
  expect(await drifted()).toEqual([]);
  expect((await server.call('GET', '/v1/whoami', { key: server.keys.agent })).status).toBe(200);
});

test('a successor that was used has drifted: nobody else can see its first use', async () => {
  await server.call('GET', '/v1/whoami', { key: server.keys.pending });
  expect(await drifted()).toEqual(['pending']);
});

test('a key whose allowance is used up has drifted, until time gives it back', async () => {
  for (let i = 0; i < 5; i++) await server.call('GET', '/v1/whoami', { key: server.keys.limited });
  expect(await drifted()).toEqual(['limited']);
  await server.clock.advance(61_000);
  expect(await drifted()).toEqual([]);
});
