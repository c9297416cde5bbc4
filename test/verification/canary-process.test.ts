import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { runCommand, startReady } from '../cli/command.ts';
import { createFinder, secretPartOf } from '../support/canary.ts';
import { searchFolder } from '../support/search-output.ts';
import { createSender } from '../support/send.ts';
import { tempFolder } from '../support/temp-folder.ts';
import '../support/run-context.ts';

test('a key sent to a server process wherever one could stand is in nothing that the server prints or stores', async () => {
  const folder = tempFolder('process');
  const data = join(folder, 'homestar.db');
  const { secret } = JSON.parse(
    (await runCommand('init', '--data', data, '--environment', 'test', '--json')).stdout,
  );
  const server = await startReady('serve', '--data', data);
  const answers = await sendEverywhere(Number(new URL(server.ready.url).port), secret, inject('canary'));
  const ended = await server.stop();
  expect(ended.code).toBe(0);

  const find = createFinder(secretPartOf(inject('canary')));
  for (const text of [...answers, ended.stdout, ended.stderr])
    expect(find(Buffer.from(text)), text).toBeUndefined();
  expect(searchFolder(folder, secretPartOf(inject('canary')))).toEqual([]);
  // The log does tell of the requests: the search had something to search.
  expect(readFileSync(data).includes('key_in_url')).toBe(true);
});

/** Every answer as text; the last is the log's. */
async function sendEverywhere(port: number, admin: string, key: string): Promise<string[]> {
  const sender = createSender(port);
  onTestFinished(() => sender.close());
  const answers: string[] = [];
  const send = async (method: string, target: string, headers: readonly string[] = [], body?: unknown) => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const own = ['Host', 'localhost', ...headers];
    if (text !== undefined)
      own.push('Content-Type', 'application/json', 'Content-Length', `${Buffer.byteLength(text)}`);
    const answer = await sender.send({
      method,
      target,
      headers: own,
      ...(text !== undefined && { body: text }),
    });
    answers.push(answer.text + answer.headers.raw.join('\n'));
    return answer.text;
  };
  const as = ['X-API-Key', admin];
  const encoded = [...key].map((digit) => `%${digit.charCodeAt(0).toString(16)}`).join('');
  const mixed = key.replaceAll('_', '%5F');
  const base64 = Buffer.from(`user:${key}`).toString('base64');

  await send('GET', '/v1/whoami', ['X-API-Key', key]);
  await send('GET', '/v1/whoami', ['X-API-Key', key, 'X-API-Key', key]);
  await send('GET', '/v1/whoami', ['X-API-Key', `${key}x`]);
  await send('GET', '/v1/whoami', ['X-API-Key', key.slice(0, -1)]);
  await send('GET', '/v1/whoami', ['X-API-Key', `Bearer ${key}`]);
  for (const name of [
    'Authorization',
    'Cookie',
    'User-Agent',
    'Idempotency-Key',
    'If-Match',
    'Request-Id',
    'Referer',
    'X-Mock-Client-IP',
    'X-Forwarded-For',
    'Accept',
  ]) {
    await send('GET', '/v1/whoami', [...as, name, `a ${key}`]);
    await send('GET', '/v1/whoami', [...as, name, key]);
    await send('GET', '/v1/whoami', [...as, name, key.slice(0, -1)]);
  }
  await send('GET', '/v1/whoami', [...as, 'Authorization', `Basic ${base64}`]);
  for (const form of [key, encoded, mixed, key.slice(0, -1)]) {
    await send('GET', `/v1/keys/${form}`, as);
    await send('GET', `/v1/nowhere/${form}`, as);
    await send('PUT', `/v1/keys/${form}`, as);
    await send('GET', `/v1/properties?cursor=${form}`, as);
    await send('GET', `/v1/properties?${form}=1&city=${form}`, as);
    await send('GET', `/v1/properties/lst_1?x=1#${form}`, as);
    await send('GET', `/v1/audit-events/${form}`, as);
  }
  const user = { role: 'admin', name: 'Eve', email: 'eve@homestar.example' };
  await send('POST', '/v1/users', as, { ...user, name: `called ${key}` });
  await send('POST', '/v1/users', as, { ...user, [key]: 1 });
  await send('POST', '/v1/users', as, { ...user, role: [{ deep: key }] });
  await send('POST', '/v1/users', as, key);
  await send('POST', '/v1/users', as, `{"name":"${key}`);
  await send('POST', '/v1/users', as, `{"name":"${key}","name":"${key}"}`);
  await send('POST', '/v1/keys/key_none/revoke', as, { reason: 'other', note: `it was ${key}` });
  await send('POST', '/v1/users', [...as, 'Idempotency-Key', 'once'], { ...user, name: `called ${key}` });
  for (const form of [key, encoded, mixed, key.slice(0, -1), ` ${key}`, `${key} ${key}`]) {
    await send('POST', '/v1/keys/verify', as, { apiKey: form });
    await send('POST', '/v1/keys/verify', as, { apiKey: form, permission: form });
    await send('POST', '/v1/keys/verify', as, { apiKey: form, ipAddress: form });
    await send('POST', '/v1/keys/verify', as, { apiKey: [form], [form]: form });
    await send('POST', '/v1/keys/verify', as, `{"apiKey":"${form}"`);
    await send('POST', '/v1/keys/verify', as, { apiKey: form.repeat(4) });
  }
  await send('GET', '/v1/audit-events?limit=100', as);
  return answers;
}
