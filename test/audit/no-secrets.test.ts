/* A caller writes a key into whatever the log keeps of a request: it stands there masked. */
import { formatKey } from '@homestar/sdk/internal';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventsOf } from '../support/log.ts';
import { everything } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const secret = formatKey('live', '000abcDEF123', Buffer.alloc(32, 0x5a));
const secretPart = secret.split('_')[3]!;

const places: [string, (key: string) => { target?: string; headers?: readonly string[]; body?: unknown }][] =
  [
    ['the User-Agent', (key) => ({ headers: ['User-Agent', `crm/1 ${key}`] })],
    ['the Request-Id', (key) => ({ headers: ['Request-Id', key] })],
    ['the path', (key) => ({ target: `/v1/keys/${key}` })],
    ['a path that is none', (key) => ({ target: `/v2/${key}/${key}` })],
    ['the query', (key) => ({ target: `/v1/users?role=${key}` })],
    ['the Host', (key) => ({ headers: ['Host', key] })],
    ['the Origin', (key) => ({ headers: ['Origin', `https://${key}`] })],
    ['the If-Match', (key) => ({ headers: ['If-Match', key] })],
    ['the Idempotency-Key', (key) => ({ headers: ['Idempotency-Key', key] })],
    ['a body’s value', (key) => ({ body: { role: 'agent', name: key, email: 'a@homestar.example' } })],
    ['a body’s name', (key) => ({ body: { [key]: 1 } })],
    ['a refused body’s value', (key) => ({ body: { role: key } })],
  ];

test.each(places)('a whole key in %s', async (_, sentWith) => {
  const { target = '/v1/users', body, ...sent } = sentWith(secret);
  const method = body === undefined ? 'GET' : 'POST';
  const answer = await server.call(method, target, { key: server.keys.broker, body, ...sent });
  expect(answer.status).toBeGreaterThan(399);
  const events = await eventsOf(server.world, answer);
  expect(events).toHaveLength(1);
  expect(JSON.stringify(events)).not.toContain(secretPart.slice(0, 12));
});

test.each(places)('a key that was cut short, or has a typing error, in %s', async (_, sentWith) => {
  for (const broken of [secret.slice(0, -8), `${secret.slice(0, -1)}0`]) {
    const { target = '/v1/users', body, ...sent } = sentWith(broken);
    const method = body === undefined ? 'GET' : 'POST';
    const answer = await server.call(method, target, { key: server.keys.broker, body, ...sent });
    const events = await eventsOf(server.world, answer);
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain(secretPart.slice(0, 30));
  }
});

test('no stored text of the whole log holds the secret part of a key that was used', async () => {
  for (const key of Object.values(server.keys)) await server.call('GET', '/v1/whoami', { key });
  const page = { limit: 1000, after: null };
  const { rows } = await server.world.store.log.events(everything, { order: 'asc' }, page);
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.map(({ text }) => text).join('\n')).not.toMatch(/PublicTestKey/);
});
