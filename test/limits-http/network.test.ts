/* One network's allowance, and the ways to get another's: more addresses, other spellings, forged headers. */

import { policies } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startServer } from '../support/server.ts';
import { left } from './left.ts';

let server: QaServer;
let key: PlantedKey;
beforeEach(async () => {
  server = await startServer({ policies: { ...policies, network: { ...policies.network, quota: 5 } } });
  key = await plantKey(server.world, 'noahWhite');
});
afterEach(() => server.close());

const call = (headers: readonly string[], { secret } = key) =>
  server.call('GET', '/v1/whoami', { key: secret, headers });
const from = (address: string, by = key) => call(['X-Mock-Client-IP', address], by);

async function drain(address: string): Promise<void> {
  for (let i = 0; i < 5; i++) expect((await from(address)).status).toBe(200);
  expect((await from(address)).body).toMatchObject({ code: 'rate_limited', policy: 'network', quota: 5 });
}

describe('has no second allowance by', () => {
  test.each([
    ['another address of its /64', '2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
    ['writing its address out', '2001:db8:1:2::1', '2001:0DB8:0001:0002:0000:0000:0000:0001'],
    ['an IPv4 tail', '2001:db8:1:2::1', '2001:db8:1:2::203.0.113.9'],
    ['a zone', 'fe80::1', 'fe80::1%eth0'],
    ['the mapped form', '203.0.113.9', '::ffff:203.0.113.9'],
    ['the mapped form in hexadecimal', '203.0.113.9', '::FFFF:cb00:7109'],
    ['the mapped form written out', '203.0.113.9', '0:0:0:0:0:ffff:203.0.113.9'],
  ])('%s', async (_, address, alias) => {
    await drain(address);
    expect((await from(alias)).status).toBe(429);
  });

  test('a /64 rotated address by address', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => from(`2001:db8:7:7:${i.toString(16)}::1`)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  });

  test('another key', async () => {
    await drain('203.0.113.9');
    const other = await plantKey(server.world, 'tomasVega');
    expect((await from('203.0.113.9', other)).status).toBe(429);
  });

  test.each(['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'CF-Connecting-IP', 'True-Client-IP'])(
    'a forged %s',
    async (name) => {
      await drain('203.0.113.9');
      const value = name === 'Forwarded' ? 'for=198.51.100.1' : '198.51.100.1';
      expect((await call(['X-Mock-Client-IP', '203.0.113.9', name, value])).status).toBe(429);
    },
  );
});

describe('leaves alone', () => {
  test.each([
    ['a neighbouring /64', '2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['a neighbouring IPv4 address', '203.0.113.9', '203.0.113.10'],
    ['an IPv6 address with the same digits', '203.0.113.9', '2001:db8::cb00:7109'],
  ])('%s', async (_, address, other) => {
    await drain(address);
    expect(left(await from(other), 'network')).toBe(4);
  });
});

describe('loopback', () => {
  test('is free of it, since all programs of a developer’s machine are one network', async () => {
    for (let i = 0; i < 10; i++) {
      const answer = await call([]);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('RateLimit-Policy')).not.toContain('network');
    }
  });

  test('is not where it is given as the client’s address', async () => {
    await drain('127.0.0.1');
    expect((await from('::ffff:127.0.0.1')).status).toBe(429);
    expect((await call([])).status).toBe(200);
  });

  test('is not exempt from the lineage’s own limit', async () => {
    const { secret } = await plantKey(server.world, 'noahWhite', { lineage: { limits: '{"lineage":1}' } });
    await server.call('GET', '/v1/whoami', { key: secret });
    expect((await server.call('GET', '/v1/whoami', { key: secret })).body).toMatchObject({
      policy: 'lineage',
    });
  });
});

test('both policies stand in one field, and the one that admits last is named', async () => {
  const limited = await plantKey(server.world, 'noahWhite', { lineage: { limits: '{"lineage":7}' } });
  const answer = await from('203.0.113.9', limited);
  expect(answer.headers.get('RateLimit-Policy')).toBe('"network";q=5;w=60, "lineage";q=7;w=60');
  expect(answer.headers.get('RateLimit')).toBe('"network";r=4;t=60, "lineage";r=6;t=60');
});
