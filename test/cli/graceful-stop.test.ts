import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openRaw, type RawConnection } from '../support/raw-connection.ts';
import { type Ready, startReady } from './command.ts';

const body = JSON.stringify({ name: 'Late Realty', timeZone: 'America/Denver' });

/** Sends a request up to the middle of its body, and returns once the server has begun to wait for the rest. */
async function halfSent({ url, fixtures }: Ready): Promise<RawConnection> {
  const client = await openRaw(Number(new URL(url).port));
  client.send(
    `POST /v1/brokerages HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${fixtures!.admin!.secret}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
  );
  expect((await client.answer()).status).toBe(100);
  client.send(body.slice(0, 10));
  return client;
}

test.each(['SIGTERM', 'SIGINT'] as const)('%s lets a request in flight end, and exits 0', async (signal) => {
  const { child, ready, ended } = await startReady();
  const client = await halfSent(ready);
  const idle = await openRaw(Number(new URL(ready.url).port));
  child.kill(signal);
  await idle.closed();
  client.send(body.slice(10));
  expect(await client.answer()).toMatchObject({ status: 201, headers: { connection: 'close' } });
  expect(await ended).toMatchObject({ code: 0, stderr: '' });
});

test('a second signal does not wait for requests in flight', async () => {
  const { child, ready, ended } = await startReady();
  const client = await halfSent(ready);
  child.kill('SIGINT');
  // The same signal within a quarter of a second counts as one: npm hands on what the terminal sent already.
  while (child.exitCode === null) {
    child.kill('SIGINT');
    await pause(50);
  }
  expect((await ended).code).toBe(1);
  await client.closed();
});
