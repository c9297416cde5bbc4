/*
 * The answer to "make a key" was lost on its way. Who asked gets it again, with the secret, for a day; and nobody else
 * ever does, whatever they hold: another key of the same lineage, the database, the secrets file.
 */
import { DatabaseSync } from 'node:sqlite';
import type { KeyCreated, KeyRotated, Wire } from '@homestar/sdk/internal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from '../support/expect-problem.ts';
import { eventsOf } from '../support/log.ts';
import { amend, type PlantedKey, plantKey, plantSibling } from '../support/planted.ts';
import { type QaServer, startServer, startStrictServer } from '../support/server.ts';
import { agentKey, count, once } from './support.ts';

let server: QaServer;
let caller: PlantedKey;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

type Created = Wire<KeyCreated>;
const dayMs = 24 * 3600 * 1000;
const fresh = async () => {
  caller = await plantKey(server.world, 'elenaRuiz');
  return caller;
};
const asking = (value: string, key = caller.secret) => ({ value, target: '/v1/keys', key, body: agentKey });

describe('the key that asked, asking again', () => {
  test('is answered alike, secret included, and only one key is made', async () => {
    await fresh();
    const before = await count(server, '/v1/keys');
    const first = await once<Created>(server, asking('lost'));
    const again = await once<Created>(server, asking('lost'));
    expect([again.status, again.text]).toEqual([201, first.text]);
    for (const name of ['location', 'content-type', 'cache-control']) {
      expect(again.headers.get(name), name).toBe(first.headers.get(name));
    }
    expect(again.headers.get('cache-control')).toBe('no-store');
    expect(await count(server, '/v1/keys')).toBe(before + 1);
    expect((await server.call('GET', '/v1/whoami', { key: again.body.secret })).status).toBe(200);
  });

  test('at the same moment, twice: one key, and both are told it', async () => {
    await fresh();
    const before = await count(server, '/v1/keys');
    const answers = await Promise.all([once(server, asking('both')), once(server, asking('both'))]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await count(server, '/v1/keys')).toBe(before + 1);
  });

  test('with another body, is told that the value is taken, and nothing of the secret', async () => {
    await fresh();
    const { body } = await once<Created>(server, asking('taken'));
    const other = await once(server, { ...asking('taken'), body: { ...agentKey, name: 'Other' } });
    expectProblem(other, 'idempotency_mismatch');
    expect(other.text).not.toContain(body.secret.slice(-30));
  });

  test('gets the answer of then, though the key that was made is revoked by now', async () => {
    await fresh();
    const first = await once<Created>(server, asking('ended'));
    await server.call('POST', `/v1/keys/${first.body.key.id}/revoke`, {
      key: server.keys.broker,
      body: { reason: 'other' },
    });
    expect((await once(server, asking('ended'))).text).toBe(first.text);
    expectProblem(await server.call('GET', '/v1/whoami', { key: first.body.secret }), 'key_revoked');
  });

  test('whose scopes no longer allow it, is refused before anything is looked up', async () => {
    await fresh();
    const { body } = await once<Created>(server, asking('narrowed'));
    await amend(server.world, caller, { scopes: '["properties:read"]' });
    const again = await once(server, asking('narrowed'));
    expectProblem(again, 'permission_denied');
    expect(again.text).not.toContain(body.secret.slice(-30));
    await amend(server.world, caller, { scopes: null });
    expect((await once(server, asking('narrowed'))).body).toEqual(body);
  });

  test('that is revoked itself, is refused', async () => {
    await fresh();
    await once(server, asking('gone'));
    const target = `/v1/keys/${caller.id}/revoke`;
    await server.call('POST', target, { key: server.keys.admin, body: { reason: 'keyCompromise' } });
    expectProblem(await once(server, asking('gone')), 'key_revoked');
  });

  test('a day later, is made another key', async () => {
    const later = await startServer();
    const { secret } = await plantKey(later.world, 'elenaRuiz');
    const first = await once<Created>(later, asking('daily', secret));
    await later.clock.advance(dayMs - 1);
    expect((await once(later, asking('daily', secret))).text).toBe(first.text);
    await later.clock.advance(1);
    const next = await once<Created>(later, asking('daily', secret));
    expect(next.status).toBe(201);
    expect(next.body.key.id).not.toBe(first.body.key.id);
    await later.close();
  });

  test('whose event tells of the repetition, and has no secret in it', async () => {
    await fresh();
    const { body } = await once<Created>(server, asking('told'));
    const [event] = await eventsOf(server.world, await once(server, asking('told')));
    expect(event).toMatchObject({ outcome: 'allowed', status: 201, target: body.key.id, changes: [] });
    expect(JSON.stringify(event)).not.toContain(body.secret.slice(-30));
  });
});

describe('a rotation', () => {
  test('repeated by the key that asked for it shows the successor’s secret again; the successor is not told it', async () => {
    await fresh();
    const request = { value: 'turn', target: `/v1/keys/${caller.id}/rotate`, key: caller.secret, body: {} };
    const first = await once<Wire<KeyRotated>>(server, request);
    expect(first.status, first.text).toBe(201);
    const again = await once(server, request);
    expect([again.text, again.headers.get('cache-control')]).toEqual([first.text, 'no-store']);
    const successor = await once(server, { ...request, key: first.body.secret });
    expect(expectProblem(successor, 'secret_not_replayable')).toMatchObject({ keyId: first.body.key.id });
  });
});

describe('attack: to learn a secret that was made for another key', () => {
  test('the other key of the lineage is told which key was made, and not its secret', async () => {
    await fresh();
    const other = await plantSibling(server.world, caller.lineage);
    const { body } = await once<Created>(server, asking('sibling'));
    const before = await count(server, '/v1/keys');
    const answer = await once(server, asking('sibling', other.secret));
    expect(expectProblem(answer, 'secret_not_replayable')).toMatchObject({ keyId: body.key.id });
    expect(answer.text).not.toContain(body.secret.slice(-30));
    expect(await count(server, '/v1/keys')).toBe(before);
  });

  test('what the store keeps of it is of no use without the key that asked', async () => {
    await fresh();
    const { body } = await once<Created>(server, asking('stored'));
    const record = server.world.store.idempotency.find(caller.lineage.id, 'keys.create', 'stored', 0)!;
    expect(record.sealedFor).toBe(caller.id);
    expect(record.body).toMatch(/^v1\.[\w-]{43}\.[\w-]+$/);
    expect(JSON.stringify(record)).not.toContain(body.secret.split('_')[3]!.slice(0, 8));
  });
});

describe('attack: to alter what is kept', () => {
  const alterations = {
    'a bit of the text': "UPDATE idempotency SET body = replace(body, substr(body, -9, 4), 'AAAA')",
    'its end is cut off': 'UPDATE idempotency SET body = substr(body, 1, length(body) - 4)',
    'nearly all is cut off': "UPDATE idempotency SET body = 'v1.AAAA.AAAA'",
    'another version': "UPDATE idempotency SET body = 'v2' || substr(body, 3)",
    'no form at all': 'UPDATE idempotency SET body = \'{"secret":"idx_live_mine"}\'',
    'the answer of another request in its place':
      "UPDATE idempotency SET body = (SELECT o.body FROM idempotency o WHERE o.value = 'other')",
  };

  test.each(Object.entries(alterations))('%s: a fault, and never a wrong secret', async (name, sql) => {
    let strict = await startStrictServer();
    const made = (value: string) => ({ ...asking(value, strict.keys.admin), target: '/v1/brokerages' });
    const brokerage = await once<{ id: string }>(strict, {
      ...made('b'),
      body: { name: 'L', timeZone: 'UTC' },
    });
    const user = { role: 'agent', name: 'N. Park', email: 'n@l.example', brokerageId: brokerage.body.id };
    const owner = await once<{ id: string }>(strict, { ...made('u'), target: '/v1/users', body: user });
    const body = { ...agentKey, ownerUserId: owner.body.id };
    const request = (value: string) => ({ ...asking(value, strict.keys.admin), body });
    const first = await once<Created>(strict, request('altered'));
    await once<Created>(strict, request('other'));

    strict = await strict.reopen({}, (file) => {
      const db = new DatabaseSync(file);
      const { changes } = db.prepare(`${sql} WHERE value = 'altered'`).run();
      db.close();
      expect(changes, name).toBe(1);
    });
    const answer = await once(strict, request('altered'));
    expectProblem(answer, 'internal_error');
    expect(answer.text).not.toContain(first.body.secret.slice(-30));
    expect(strict.faults.splice(0)).toMatchObject([{ name: 'UnsealFailure' }]);
    expect(await eventsOf(strict.world, answer)).toMatchObject([{ outcome: 'failed', status: 500 }]);
    await strict.close();
  });
});

test('an answer that was kept without its secret, by an older version, is not made up: the key is named', async () => {
  let strict = await startStrictServer();
  const key = strict.keys.admin;
  const target = '/v1/keys';
  const refused = await once(strict, { value: 'old', target, key, body: { ...agentKey, role: 'broker' } });
  expect(refused.status).toBe(422);
  strict = await strict.reopen({}, (file) => {
    const db = new DatabaseSync(file);
    db.prepare('UPDATE idempotency SET body = NULL, status = 201, headers = ?').run(
      '{"Location":"/v1/keys/key_000made00000"}',
    );
    db.close();
  });
  const again = await once(strict, { value: 'old', target, key, body: { ...agentKey, role: 'broker' } });
  expect(expectProblem(again, 'secret_not_replayable')).toMatchObject({ keyId: 'key_000made00000' });
  await strict.close();
});
