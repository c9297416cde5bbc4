/* What a key may do within its own lineage, whatever its role and scopes, and where that ends. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../mock-server/src/fixtures/people.ts';
import { type PlantedKey, plantKey, plantSibling } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const keys: [string, Person, string | null][] = [
  ['an agent’s key', 'noahWhite', null],
  ['a key with no scope', 'noahWhite', '[]'],
  ['a broker’s key without scopes for keys', 'elenaRuiz', '["properties:read"]'],
  ['an administrator’s key with no scope', 'adaMoreno', '[]'],
];

describe.each(keys)('%s', (_, owner, scopes) => {
  let self: PlantedKey;
  let successor: PlantedKey;
  beforeEach(async () => {
    self = await plantKey(server.world, owner, { lineage: { scopes } });
    successor = await plantSibling(server.world, self.lineage, { predecessorId: self.id });
  });
  const get = (id: string) => server.call('GET', `/v1/keys/${id}`, { key: self.secret });
  const revoke = (id: string) =>
    server.call('POST', `/v1/keys/${id}/revoke`, { key: self.secret, body: { reason: 'keyCompromise' } });

  test('gets itself and its successor', async () => {
    expect((await get(self.id)).body).toMatchObject({ id: self.id });
    expect((await get(successor.id)).body).toMatchObject({ id: successor.id, predecessorId: self.id });
  });

  test('gets a key of the same owner outside its lineage: there is none', async () => {
    const other = await plantKey(server.world, owner);
    const existing = await get(other.id);
    const missing = await get('key_999999999999');
    expect([existing.status, existing.body.code]).toEqual([404, 'not_found']);
    expect({ ...existing.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
  });

  test('revokes its successor: refused, for that would keep what it has', async () => {
    const answer = await revoke(successor.id);
    expect([answer.status, answer.body.code]).toEqual([403, 'permission_denied']);
    expect((await server.call('GET', '/v1/whoami', { key: successor.secret })).status).toBe(200);
  });

  test('revokes a key outside its lineage: there is none', async () => {
    const other = await plantKey(server.world, owner);
    expect((await revoke(other.id)).body.code).toBe('not_found');
    expect((await server.call('GET', '/v1/whoami', { key: other.secret })).status).toBe(200);
  });

  test('revokes itself, and its successor ends with it', async () => {
    const receipt = await revoke(self.id);
    expect([receipt.status, receipt.body]).toMatchObject([200, { keyId: self.id, otherUsableKeys: [] }]);
    for (const { secret } of [self, successor]) {
      expect((await server.call('GET', '/v1/whoami', { key: secret })).body.code).toBe('key_revoked');
    }
  });

  test('lists keys, where its role or scopes do not let it: refused', async () => {
    expect((await server.call('GET', '/v1/keys', { key: self.secret })).body.code).toBe('permission_denied');
  });
});
