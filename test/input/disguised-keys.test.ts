/* Somebody's key comes by a way on which it would be stored, listed or logged, disguised so that a search misses it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const decoy = (key: string) => `idx_test_AAAAAAAAAAAA_${'A'.repeat(46)}${key}`;
const underscores = (key: string) => key.replaceAll('_', '%5F');
const twice = (key: string) => key.replaceAll('_', '%255f');

test.each([
  ['behind a look-alike that runs into it', decoy],
  ['percent-encoded', underscores],
  ['percent-encoded twice', twice],
])('%s, a key is refused in a body, in the URL and in a header', async (_, disguise) => {
  const { admin, agent } = server.keys;
  const key = disguise(agent);
  const body = { name: key.slice(-100), timeZone: 'America/Chicago' };
  const inText = await server.call('POST', '/v1/brokerages', { key: admin, body: { ...body, name: key } });
  expect([inText.status, inText.body.code]).toEqual([422, 'key_in_text']);
  const inUrl = await server.call('GET', `/v1/properties?city=${key}`, { key: admin });
  expect([inUrl.status, inUrl.body.code]).toEqual([400, 'key_in_url']);
  for (const name of ['User-Agent', 'Cookie', 'Authorization']) {
    const inHeader = await server.call('GET', '/v1/whoami', { key: admin, headers: [name, `a=${key}`] });
    expect([inHeader.status, inHeader.body.code]).toEqual([400, 'key_in_header']);
  }
});

test('wrapped as Basic credentials or given as the name of a header, a key is refused', async () => {
  const { admin, agent } = server.keys;
  const basic = `Basic ${Buffer.from(`user:${agent}`).toString('base64')}`;
  for (const headers of [
    ['Authorization', basic],
    [agent, 'x'],
  ]) {
    const { status, body } = await server.call('GET', '/v1/whoami', { key: admin, headers });
    expect([status, body.code]).toEqual([400, 'key_in_header']);
  }
});

test('none of it stands in the log, nor does a mistyped key in a path that is none', async () => {
  const { admin, agent } = server.keys;
  const mistyped = `${agent.slice(0, -1)}${agent.endsWith('0') ? '1' : '0'}`;
  for (const path of [agent, twice(agent), mistyped, underscores(mistyped)]) {
    await server.call('GET', `/v1/none/${path}`, {
      key: admin,
      headers: ['User-Agent', underscores(mistyped)],
    });
  }
  const { text } = await server.call('GET', '/v1/audit-events?limit=100', { key: admin });
  expect(text).not.toContain('PublicTestKeyNotASecret');
});
