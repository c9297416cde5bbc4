import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from '../support/expect-problem.ts';
import { strangeKey } from '../support/real-keys.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const stray = strangeKey();
const encoded = [...stray].map((digit) => `%${digit.charCodeAt(0).toString(16)}`).join('');

test('two X-API-Key headers: which one counted could differ between a proxy and the server', async () => {
  const { admin, agent } = server.keys;
  for (const headers of [
    ['X-API-Key', agent],
    ['x-api-key', admin],
    ['X-Api-KEY', ''],
  ]) {
    expectProblem(await server.call('GET', '/v1/whoami', { key: admin, headers }), 'api_key_repeated');
  }
  const many = Array.from({ length: 50 }, () => ['X-API-Key', agent]).flat();
  expectProblem(await server.call('GET', '/v1/whoami', { headers: many }), 'api_key_repeated');
});

test('two keys that a proxy has joined in one line are two keys', async () => {
  const { admin, agent } = server.keys;
  for (const key of [`${agent}, ${admin}`, `${agent},${admin}`, `${admin},`]) {
    expectProblem(await server.call('GET', '/v1/whoami', { key }), 'api_key_repeated');
  }
});

test.each([
  ['in the path', `/v1/keys/${stray}`],
  ['as a query value', `/v1/whoami?api_key=${stray}`],
  ['as a query name', `/v1/whoami?${stray}`],
  ['inside other text', `/v1/properties?city=x${stray}x`],
  ['percent-encoded', `/v1/whoami?key=${encoded}`],
  ['with one letter encoded', `/v1/whoami?key=${stray.replace('_', '%5f')}`],
  ['of the other environment', `/v1/whoami?key=${strangeKey('live')}`],
  ['to the control API', `/_mock/clock?key=${stray}`],
  ['to a health check', `/health/live?key=${stray}`],
])(
  'a key in the URL (%s) is refused, whatever key is in the header, and not repeated',
  async (_name, target) => {
    for (const asking of [{ key: server.keys.admin }, {}]) {
      expectProblem(await server.call('GET', target, asking), 'key_in_url');
    }
  },
);

test.each([
  ['Authorization', `Bearer ${stray}`],
  ['authorization', stray],
  ['Cookie', `theme=dark; key=${stray}`],
  ['User-Agent', `curl ${stray}`],
  ['Referer', `https://example.com/?k=${stray}`],
  ['Api-Key', stray],
  ['X-Forwarded-For', stray],
  ['Idempotency-Key', stray],
  ['If-Match', `"${stray}"`],
  ['Request-Id', stray],
  ['X-Mock-Client-IP', stray],
])(
  'a key in the header %s is refused, whatever key is in the right one, and not repeated',
  async (name, value) => {
    for (const asking of [{ key: server.keys.admin }, {}]) {
      const answer = await server.call('GET', '/v1/whoami', { ...asking, headers: [name, value] });
      expectProblem(answer, 'key_in_header');
    }
    expectProblem(await server.call('GET', '/_mock/clock', { headers: [name, value] }), 'key_in_header');
  },
);

const user = { role: 'agent', name: 'Nina Park', email: 'nina@bartoncreek.example' };
test.each<[string, unknown, string]>([
  ['as a value', { ...user, name: stray }, '/body/name'],
  ['inside a longer text', { ...user, name: `it was ${stray}.` }, '/body/name'],
  ['in a member nobody knows', { ...user, notes: { deep: [0, { er: stray }] } }, '/body/notes/deep/1/er'],
  ['as the name of a member', { ...user, [stray]: 1 }, '/body'],
  ['as the name of a nested member', { ...user, a: { [`x${stray}`]: 1 } }, '/body/a'],
  ['as all there is', stray, '/body'],
  ['below a name that a pointer has to escape', { ...user, 'a/b~c': stray }, '/body/a~1b~0c'],
])('a key in a body (%s) would end up in a record: refused under its place', async (_name, body, pointer) => {
  expectProblem(await server.call('POST', '/v1/users', { key: server.keys.broker, body }), 'key_in_text', [
    pointer,
  ]);
});

describe('where a body may carry a key', () => {
  const verify = (body: object) => server.call('POST', '/v1/keys/verify', { key: server.keys.broker, body });

  test('it may, whatever key it is', async () => {
    for (const apiKey of [stray, strangeKey('live'), server.keys.agent, server.keys.broker]) {
      expect((await verify({ apiKey })).status).toBe(200);
    }
  });

  test.each<[string, object, string]>([
    ['in the member beside it', { apiKey: stray, permission: stray }, '/body/permission'],
    ['in a member nobody knows', { apiKey: stray, note: stray }, '/body/note'],
    ['below it', { apiKey: { apiKey: stray } }, '/body/apiKey/apiKey'],
    ['in a list in its place', { apiKey: [stray] }, '/body/apiKey/0'],
    ['as a name', { apiKey: stray, [stray]: 1 }, '/body'],
  ])('and nowhere else: %s', async (_name, body, pointer) => {
    expectProblem(await verify(body), 'key_in_text', [pointer]);
  });

  test('two in one text are none', async () => {
    const told = await server.call<{ code: string }>('POST', '/v1/keys/verify', {
      key: server.keys.broker,
      body: { apiKey: `${stray},${server.keys.agent}` },
    });
    expect([told.status, told.body.code]).toEqual([200, 'key_malformed']);
  });
});

test('a key in a body is found behind JSON escapes too', async () => {
  const escaped = [...stray].map((digit) => `\\u00${digit.charCodeAt(0).toString(16)}`).join('');
  const rawBody = `{"reason":"other","note":"${escaped}"}`;
  const asking = { key: server.keys.broker, rawBody, headers: ['Content-Type', 'application/json'] };
  expectProblem(await server.call('POST', '/v1/keys/key_0/revoke', asking), 'key_in_text', ['/body/note']);
});

test('what only looks like a key hinders nobody', async () => {
  const typo = stray.slice(0, -1) + (stray.endsWith('0') ? '1' : '0');
  const answer = await server.call('GET', `/v1/properties?city=${typo}`, {
    key: server.keys.broker,
    headers: ['User-Agent', typo],
  });
  expect(answer.status).toBe(200);
});
