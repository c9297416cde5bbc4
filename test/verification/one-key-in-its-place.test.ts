/* Exactly one key, in `X-API-Key` and nowhere else: what stands elsewhere ends up in logs, and two keys let the sender choose. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventsOf } from '../support/log.ts';
import { type QaServer, startServer } from '../support/server.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
// Refusals of one network stand singly in the log up to ten a minute.
beforeEach(() => server.clock.advance(60_000));

async function refusal(
  target: string,
  headers: readonly string[],
  asking: { body?: unknown; method?: string } = {},
) {
  const { method = 'GET', ...sent } = asking;
  const answer = await server.call(method, target, { headers, ...sent });
  const [event] = await eventsOf(server.world, answer);
  expect(JSON.stringify(event)).not.toContain('PublicTestKey');
  expect(answer.text).not.toContain('PublicTestKey');
  expect(answer.status).toBeGreaterThan(399);
  return answer.body.code;
}

const keys = () => server.keys;

describe('two keys', () => {
  test('the same one twice', async () => {
    const twice = ['X-API-Key', keys().broker, 'X-API-Key', keys().broker];
    expect(await refusal('/v1/whoami', twice)).toBe('api_key_repeated');
  });

  test('a good one before, and behind, a bad one, whatever the header’s spelling', async () => {
    const pair = ['X-API-Key', keys().broker, 'x-api-key', keys().revoked];
    expect(await refusal('/v1/whoami', pair)).toBe('api_key_repeated');
    expect(await refusal('/v1/whoami', [...pair.slice(2), ...pair.slice(0, 2)])).toBe('api_key_repeated');
  });

  test('an empty one beside a good one', async () => {
    expect(await refusal('/v1/whoami', ['X-API-Key', '', 'X-API-Key', keys().broker])).toBe(
      'api_key_repeated',
    );
  });

  test('two in one header', async () => {
    expect(await refusal('/v1/whoami', ['X-API-Key', `${keys().broker}, ${keys().admin}`])).toBe(
      'api_key_repeated',
    );
  });
});

describe('a key in the URL', () => {
  test.each([
    ['instead of the header', (key: string) => `/v1/whoami?api_key=${key}`],
    ['in a path', (key: string) => `/v1/keys/${key}`],
    ['as a parameter’s name', (key: string) => `/v1/properties?${key}=1`],
    ['percent-encoded', (key: string) => `/v1/properties?city=${key.replaceAll('_', '%5f')}`],
    [
      'percent-encoded in full',
      (key: string) =>
        `/v1/properties?city=${[...key].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')}`,
    ],
  ])('%s', async (_, targetOf) => {
    expect(await refusal(targetOf(keys().broker), [])).toBe('key_in_url');
    // No less with a good key in the right place.
    expect(await refusal(targetOf(keys().admin), ['X-API-Key', keys().broker])).toBe('key_in_url');
  });
});

describe('a key in another header', () => {
  test.each([
    ['Cookie', (key: string) => `session=1; api_key=${key}`],
    ['Authorization', (key: string) => `Bearer ${key}`],
    ['User-Agent', (key: string) => `crawler/1 (${key})`],
    ['Referer', (key: string) => `https://crm.example/?key=${key}`],
    ['X-Api-Token', (key: string) => key],
    ['Request-Id', (key: string) => key],
    ['Idempotency-Key', (key: string) => key],
  ])('%s', async (name, around) => {
    expect(await refusal('/v1/whoami', [name, around(keys().broker)])).toBe('key_in_header');
    const beside = [name, around(keys().admin), 'X-API-Key', keys().broker];
    expect(await refusal('/v1/whoami', beside)).toBe('key_in_header');
  });
});

test('a key in a body, as a value, deep inside, or as a name', async () => {
  const asked = { name: 'Feed', purpose: 'Feeds', role: 'agent' };
  const headers = ['X-API-Key', keys().broker];
  for (const body of [
    { ...asked, purpose: `our key is ${keys().admin}.` },
    { ...asked, metadata: { note: keys().admin } },
    { ...asked, metadata: { [keys().admin]: 'note' } },
  ]) {
    expect(await refusal('/v1/keys', headers, { method: 'POST', body })).toBe('key_in_text');
  }
});

test('no key: 401 without error="invalid_key", since no other key would be refused for that', async () => {
  const answer = await server.call('GET', '/v1/whoami');
  expect([answer.status, answer.body.code]).toEqual([401, 'key_missing']);
  expect(answer.headers.get('WWW-Authenticate')).toBe('ApiKey realm="homestar"');
});
