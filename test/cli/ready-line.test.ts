import { afterAll, beforeAll, expect, test } from 'vitest';
import { magicKeys } from '../../mock-server/src/fixtures/magic-keys.ts';
import { type Started, start } from './command.ts';

let started: Started;
let line: string;
beforeAll(async () => {
  started = start('--port', '0', '--json', '--clock', 'frozen', '--now', '2026-03-01T12:00:00Z');
  line = await started.firstLine;
});
afterAll(() => started.stop());

test('the first line of stdout is the ready line, its members in their order', () => {
  const ready = JSON.parse(line);
  expect(Object.keys(ready)).toEqual(['event', 'url', 'profile', 'readyMs', 'fixtures']);
  expect(ready).toMatchObject({ event: 'ready', profile: 'qa' });
  expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(ready.readyMs).toBeGreaterThan(0);
  expect(Object.keys(ready.fixtures)).toEqual(Object.keys(magicKeys));
  expect(ready.fixtures.admin.keyId).toBe('key_000admin0000');
  expect(Object.keys(ready.fixtures.admin)).toEqual(['secret', 'keyId']);
});

test('every magic key answers as it is said to', async () => {
  const { url, fixtures } = JSON.parse(line);
  for (const [name, { answers }] of Object.entries(magicKeys)) {
    const response = await fetch(`${url}/v1/whoami`, { headers: { 'X-API-Key': fixtures[name].secret } });
    const { code = null } = (await response.json()) as { code?: string };
    expect({ name, status: response.status, code }).toEqual({ name, ...answers });
  }
});

test('--now and --clock are where world time stands', async () => {
  const { url } = JSON.parse(line);
  const response = await fetch(`${url}/_mock/clock`);
  expect(await response.json()).toEqual({ now: '2026-03-01T12:00:00.000Z', mode: 'frozen' });
});

test('nothing follows it on stdout, and SIGTERM ends it with 0', async () => {
  const { code, stdout, stderr } = await started.stop();
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${line}\n`, stderr: '' });
});
