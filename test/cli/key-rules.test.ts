import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { magicSecret } from '../../mock-server/src/fixtures/magic-secret.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { runCommand, type Started, startReady } from './command.ts';

let started: Started | undefined;
afterEach(() => started?.stop());

async function asked(url: string, key: string, body?: object) {
  const headers = { 'X-API-Key': key, 'Content-Type': 'application/json' };
  const sent = body && { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(url, { headers, ...sent });
  return (await answer.json()) as { code?: string; detail?: string; errors?: { detail: string }[] };
}
const key = { name: 'Feed', purpose: 'Publishes our listings', role: 'broker' };

test('mock: keys live no longer than --maximum-lifetime, and are held to their rotation by --rotation enforce', async () => {
  const server = await startReady(
    '--rotation',
    'enforce',
    '--maximum-lifetime',
    'admin=30,broker=365',
    '--clock',
    'frozen',
  );
  started = server;
  const { url } = server.ready;
  const broker = magicSecret('broker');
  const endless = await asked(`${url}/v1/keys`, broker, key);
  expect(endless.errors![0]!.detail).toContain('a key of role broker lives 365 days at most');
  expect(await asked(`${url}/v1/properties`, broker)).not.toHaveProperty('code');
  await asked(`${url}/_mock/clock/advance`, broker, { seconds: 61 * 86_400 });
  expect((await asked(`${url}/v1/properties`, broker)).code).toBe('key_rotation_overdue');
});

test('mock: without them, keys may live for ever and are advised only', async () => {
  const server = await startReady('--clock', 'frozen');
  started = server;
  const { url } = server.ready;
  const broker = magicSecret('broker');
  expect(await asked(`${url}/v1/keys`, broker, key)).toHaveProperty('secret');
  await asked(`${url}/_mock/clock/advance`, broker, { seconds: 61 * 86_400 });
  expect(await asked(`${url}/v1/properties`, broker)).not.toHaveProperty('code');
});

test('serve: keys live no longer than --maximum-lifetime', async () => {
  const data = join(tempFolder('rules'), 'homestar.db');
  const made = await runCommand('init', '--data', data, '--json');
  const { secret } = JSON.parse(made.stdout) as { secret: string };
  const server = await startReady(
    'serve',
    '--data',
    data,
    '--rotation',
    'enforce',
    '--maximum-lifetime',
    'agent=90',
  );
  started = server;
  const { url } = server.ready;
  const { id: brokerageId } = (await asked(`${url}/v1/brokerages`, secret, {
    name: 'Lakeside',
    timeZone: 'America/Chicago',
  })) as { id?: string };
  const person = { role: 'agent', name: 'Nina Park', email: 'nina@lakeside.example', brokerageId };
  const { id: ownerUserId } = (await asked(`${url}/v1/users`, secret, person)) as { id?: string };
  const endless = await asked(`${url}/v1/keys`, secret, { ...key, role: 'agent', ownerUserId });
  expect(endless.errors![0]!.detail).toContain('a key of role agent lives 90 days at most');
});
