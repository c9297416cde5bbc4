/* The key of a request is in no answer, whatever happens; and a fault tells its caller nothing but that there was one. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventsOf } from '../support/log.ts';
import { plantKey } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

test('refused at each stage: the answer holds no part of the secret', async () => {
  const good = await plantKey(server.world, 'noahWhite', { lineage: { limits: '{"lineage":2}' } });
  const ended = await plantKey(server.world, 'noahWhite', {
    key: { revokedAt: 1, revocationReason: 'other' },
  });
  const answers = [
    await server.call('GET', '/v1/users', { key: good.secret }),
    await server.call('GET', '/v1/properties?cursor=AAAA', { key: good.secret }),
    await server.call('GET', '/v1/whoami', { key: good.secret }),
    await server.call('GET', '/v1/whoami', { key: ended.secret }),
    await server.call('GET', '/v1/whoami', { key: `${good.secret}x` }),
    await server.call('GET', `/v1/keys/${good.secret}`),
    await server.call('GET', '/v1/whoami', { headers: ['Cookie', `k=${good.secret}`] }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 400, 429, 401, 401, 400, 400]);
  const told = answers.map(({ text, headers }) => text + headers.raw.join('\n')).join('\n');
  for (const { secret } of [good, ended]) expect(told).not.toContain(secret.split('_')[3]!.slice(0, 12));
});

test('a key that is asked about: in no answer, event or fault, whatever becomes of it', async () => {
  const asked = await plantKey(server.world, 'noahWhite');
  const ended = await plantKey(server.world, 'noahWhite', {
    key: { revokedAt: 1, revocationReason: 'other' },
  });
  const foreign = await plantKey(server.world, 'hannahCol');
  const answers = [];
  for (const { secret } of [asked, ended, foreign]) {
    for (const body of [
      { apiKey: secret },
      { apiKey: `${secret} ` },
      { apiKey: secret.slice(0, -1) },
      { apiKey: secret, permission: secret },
      { apiKey: secret, permission: `leads:read and ${secret.slice(0, -1)}` },
      { apiKey: secret, ipAddress: secret.slice(0, 60) },
      { apiKey: secret, [secret.slice(0, 60)]: 1 },
    ]) {
      answers.push(await server.call('POST', '/v1/keys/verify', { key: server.keys.broker, body }));
    }
  }
  const { limiter } = server.world;
  const inspect = limiter.inspect;
  const broken = new Error('The limiter is gone');
  limiter.inspect = () => Promise.reject(broken);
  const body = { apiKey: asked.secret };
  answers.push(await server.call('POST', '/v1/keys/verify', { key: server.keys.broker, body }));
  limiter.inspect = inspect;

  expect(answers.at(-1)!.status).toBe(500);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 422, 500]));
  const events = (await Promise.all(answers.map((answer) => eventsOf(server.world, answer)))).flat();
  expect(events).toHaveLength(answers.length);
  const told = answers.map(({ text, headers }) => text + headers.raw.join('\n')).join('\n');
  const faults = server.faults.splice(0);
  expect(faults).toEqual([broken]);
  for (const { secret } of [asked, ended, foreign]) {
    const part = secret.split('_')[3]!.slice(0, 12);
    expect(told).not.toContain(part);
    expect(JSON.stringify(events)).not.toContain(part);
  }
});

test('a handler breaks with the key in its error: 500, without a word of it', async () => {
  const { secret } = await plantKey(server.world, 'noahWhite');
  const broken = new Error(`SELECT failed for ${secret}`);
  server.world.store.tenant.properties = () => {
    throw broken;
  };
  const answer = await server.call('GET', '/v1/properties', { key: secret });
  expect([answer.status, answer.body.code]).toEqual([500, 'internal_error']);
  expect(answer.text).not.toMatch(/SELECT|idx_|node:|\.ts|at /);
  const [event] = await eventsOf(server.world, answer);
  expect(event).toMatchObject({ outcome: 'failed', status: 500, code: 'internal_error', changes: [] });
  expect(JSON.stringify(event)).not.toMatch(/SELECT|idx_/);
  expect(server.faults.splice(0)).toEqual([broken]);
});

test('the commit itself breaks: 500, and nothing is claimed', async () => {
  const commit = server.world.store.commit;
  const broken = new Error('disk on fire');
  server.world.store.commit = async () => {
    throw broken;
  };
  const answer = await server.call('GET', '/v1/whoami', { key: server.keys.broker });
  server.world.store.commit = commit;
  expect([answer.status, answer.body.code]).toEqual([500, 'internal_error']);
  expect(answer.text).not.toContain('disk');
  expect(server.faults.splice(0)).toEqual([broken]);
});
