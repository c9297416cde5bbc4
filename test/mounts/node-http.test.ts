import { afterEach, expect, test } from 'vitest';
import type { Call, Reply } from '../../mock-server/src/host/call.ts';
import {
  mountNodeHttp,
  type NodeHttpMount,
  type NodeHttpOptions,
} from '../../mock-server/src/mounts/node-http.ts';
import { openRaw } from '../support/raw-connection.ts';
import { createHostDouble, echo, type HostDouble, readAll } from './host-double.ts';

const mounts: NodeHttpMount[] = [];
afterEach(() => Promise.all(mounts.splice(0).map((mount) => mount.stop())));

async function mounted(
  answer: (call: Call) => Promise<Reply> | Reply = echo,
  bounds?: NodeHttpOptions['bounds'],
): Promise<{ host: HostDouble; mount: NodeHttpMount; open: () => ReturnType<typeof openRaw> }> {
  const host = createHostDouble(answer);
  const mount = await mountNodeHttp(host, { address: '127.0.0.1', port: 0, ...(bounds && { bounds }) });
  mounts.push(mount);
  return { host, mount, open: () => openRaw(mount.port) };
}

const get = (target: string, more = '') => `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
const problemOf = (body: string) => JSON.parse(body) as { code: string; detail: string; requestId: string };

test('the head reaches the host as it was sent: nothing merged, folded or normalised', async () => {
  const { host, open } = await mounted();
  const client = await open();
  client.send(get('/a/../b?x=%2E', 'X-API-Key: one\r\nx-api-KEY: two\r\n'));
  await client.answer();
  const { call, peer } = host.calls[0]!;
  expect(call.target).toBe('/a/../b?x=%2E');
  expect(call.headers).toEqual(['Host', 'localhost', 'X-API-Key', 'one', 'x-api-KEY', 'two']);
  expect(peer).toEqual({ address: '127.0.0.1', encrypted: false });
});

test('a second key behind two thousand headers is not dropped', async () => {
  const { host, open } = await mounted();
  const client = await open();
  client.send(get('/', `${'a:\r\n'.repeat(2500)}X-API-Key: hidden\r\n`));
  await client.answer();
  expect(host.calls[0]!.call.headers.at(-1)).toBe('hidden');
});

test('the reply goes out with its own headers, a length, and no Date of the machine', async () => {
  const { open } = await mounted(() => ({
    status: 201,
    headers: ['ETag', '"1"', 'Date', 'then'],
    body: '{"é":1}',
  }));
  const client = await open();
  client.send(get('/'));
  const answer = await client.answer();
  expect(answer).toMatchObject({
    status: 201,
    headers: { etag: '"1"', date: 'then', 'content-length': '8' },
  });
  expect(Buffer.from(answer.body, 'latin1').toString()).toBe('{"é":1}');
});

test('204 has no body and no length', async () => {
  const { open } = await mounted(() => ({ status: 204, headers: [], body: '' }));
  const client = await open();
  client.send(get('/') + get('/'));
  expect((await client.answer()).headers).not.toHaveProperty('content-length');
  expect((await client.answer()).status).toBe(204);
});

test('pipelined requests are answered in their order, though the second is decided first', async () => {
  const first = Promise.withResolvers<void>();
  const { open } = await mounted(async (call) => {
    if (call.target === '/1') await first.promise;
    else first.resolve();
    return echo(call);
  });
  const client = await open();
  client.send(get('/1') + get('/2'));
  expect((await client.answer()).body).toBe('/1');
  expect((await client.answer()).body).toBe('/2');
});

test('a body is handed over unread', async () => {
  const { open } = await mounted(async (call) => ({
    status: 200,
    headers: [],
    body: await readAll(call.body),
  }));
  const client = await open();
  client.send('POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n');
  client.send('2\r\nde\r\n0\r\n\r\n');
  expect((await client.answer()).body).toBe('abcde');
  client.send(get('/no-body-at-all'));
  expect((await client.answer()).body).toBe('');
});

test('wire.close closes after the answer', async () => {
  const { open } = await mounted((call) => ({ ...echo(call), wire: { close: true } }));
  const client = await open();
  client.send(get('/last'));
  expect((await client.answer()).headers.connection).toBe('close');
  expect(await client.closed()).toBe('');
});

test('an answer before the end of the body arrives whole, and closes the connection', async () => {
  const { open } = await mounted(() => ({ status: 413, headers: [], body: 'too large' }));
  const client = await open();
  client.send(`POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5000000\r\n\r\n${'x'.repeat(2_000_000)}`);
  expect(await client.answer()).toMatchObject({
    status: 413,
    body: 'too large',
    headers: { connection: 'close' },
  });
  await client.closed();
});

test('Expect: 100-continue asks for the body only once it is read', async () => {
  const { open } = await mounted(async (call) => ({
    status: 200,
    headers: [],
    body: call.target === '/refused' ? 'no' : await readAll(call.body),
  }));
  const head = (target: string) =>
    `POST ${target} HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n`;
  const served = await open();
  served.send(head('/'));
  expect((await served.answer()).status).toBe(100);
  served.send('abc');
  expect((await served.answer()).body).toBe('abc');
  const refused = await open();
  refused.send(head('/refused'));
  expect(await refused.answer()).toMatchObject({ status: 200, body: 'no' });
  expect(await refused.closed()).toBe('');
});

test('Upgrade is left aside and the request is answered', async () => {
  const { open } = await mounted();
  const client = await open();
  client.send(get('/ws', 'Connection: Upgrade\r\nUpgrade: websocket\r\n'));
  expect(await client.answer()).toMatchObject({ status: 200, body: '/ws' });
});

test('a client that goes away while it is answered does no harm', async () => {
  const asked = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const { open } = await mounted(async (call) => {
    if (call.target === '/slow') {
      asked.resolve();
      await release.promise;
    }
    return echo(call);
  });
  const gone = await open();
  gone.send(get('/slow'));
  await asked.promise;
  gone.socket.destroy();
  const other = await open();
  other.send(get('/other'));
  expect((await other.answer()).body).toBe('/other');
  release.resolve();
  other.send(get('/again'));
  expect((await other.answer()).body).toBe('/again');
});

test('a client that goes away in the middle of its body ends the reading of it', async () => {
  const reading = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<unknown>();
  const { open } = await mounted(async (call) => {
    reading.resolve();
    await readAll(call.body).catch(ended.resolve);
    return echo(call);
  });
  const client = await open();
  client.send('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc');
  await reading.promise;
  client.socket.destroy();
  expect(await ended.promise).toMatchObject({ code: 'ECONNRESET' });
});

test('a host that breaks its promise closes the connection and not the server', async () => {
  const { open } = await mounted((call) => {
    if (call.target === '/fault') throw new Error('broken');
    return echo(call);
  });
  const client = await open();
  client.send(get('/fault'));
  await client.closed();
  const other = await open();
  other.send(get('/fine'));
  expect((await other.answer()).status).toBe(200);
});

test.each([
  ['no HTTP at all', 'hello\r\n\r\n'],
  ['a target with a space', 'GET /a b HTTP/1.1\r\nHost: h\r\n\r\n'],
  ['a control character in a value', 'GET / HTTP/1.1\r\nHost: h\r\nX-A: \u0001\r\n\r\n'],
  ['a space before the colon', 'GET / HTTP/1.1\r\nHost: h\r\nX-API-Key : k\r\n\r\n'],
  ['a folded header', 'GET / HTTP/1.1\r\nHost: h\r\nX-A: 1\r\n 2\r\n\r\n'],
  ['two different lengths', 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
  [
    'length and chunks',
    'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
  ],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n'],
  ['two Hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
  ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n'],
  ['a head of 20 KB', get('/', `X-Long: ${'x'.repeat(20_000)}\r\n`)],
])('%s is 400 request_head_malformed and closes', async (_name, bytes) => {
  const { host, open } = await mounted();
  const client = await open();
  client.send(bytes);
  const answer = await client.answer();
  expect(answer).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json' } });
  expect(problemOf(answer.body).code).toBe('request_head_malformed');
  expect(answer.headers['request-id']).toBe(problemOf(answer.body).requestId);
  expect(answer.headers['request-id']).toMatch(/^req_[0-9A-Za-z]{22}$/);
  expect(Math.abs(Date.now() - Date.parse(answer.headers.date!))).toBeLessThan(60_000);
  expect(await client.closed()).toBe('');
  expect(host.calls).toHaveLength(0);
});

test('a key in malformed bytes is not quoted', async () => {
  const { open } = await mounted();
  const client = await open();
  client.send('GET / HTTP/1.1\r\nidx_test_secret secret: 1\r\n\r\n');
  expect((await client.answer()).body).not.toContain('secret');
  await client.closed();
});

test('garbage behind a good request does not take the place of its answer', async () => {
  const release = Promise.withResolvers<void>();
  const { host, open } = await mounted(async (call) => {
    await release.promise;
    return echo(call);
  });
  const client = await open();
  client.send(`${get('/good')}garbage\r\n\r\n`);
  while (host.calls.length === 0) await new Promise(setImmediate);
  release.resolve();
  expect(await client.answer()).toMatchObject({ status: 200, body: '/good' });
  expect(await client.answer()).toMatchObject({ status: 400 });
  await client.closed();
});

test('malformed chunks are answered once, by the mount', async () => {
  const { open } = await mounted(async (call) => ({
    status: 200,
    headers: [],
    body: await readAll(call.body),
  }));
  const client = await open();
  client.send('POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n');
  expect(await client.answer()).toMatchObject({ status: 400 });
  expect(await client.closed()).toBe('');
});

test('a head that comes too slowly is refused', async () => {
  const { open } = await mounted(echo, { headMs: 40, everyMs: 10 });
  const client = await open();
  client.send('GET / HTTP/1.1\r\nHost: h\r\n');
  const answer = await client.answer();
  expect(problemOf(answer.body).detail).toMatch(/^The request was not complete in time/);
  await client.closed();
});

test('a body that comes too slowly is cut off by the mount where the host still waits', async () => {
  const { open } = await mounted(
    async (call) => ({ status: 200, headers: [], body: await readAll(call.body) }),
    {
      headMs: 40,
      requestMs: 40,
      everyMs: 10,
    },
  );
  const client = await open();
  client.send('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc');
  expect(await client.answer()).toMatchObject({ status: 400 });
  await client.closed();
});

test('a connection beyond the cap is closed, and one that stands idle too', async () => {
  const { open } = await mounted(echo, { connections: 1, idleMs: 50 });
  const first = await open();
  first.send(get('/'));
  await first.answer();
  const second = await open();
  await second.closed();
  expect(await first.closed()).toBe('');
});

test('stop lets a request in flight end, closes what is idle, and takes nothing new', async () => {
  const asked = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const { mount, open } = await mounted(async (call) => {
    if (call.target === '/slow') {
      asked.resolve();
      await release.promise;
    }
    return echo(call);
  });
  const idle = await open();
  idle.send(get('/'));
  await idle.answer();
  const busy = await open();
  busy.send(get('/slow'));
  await asked.promise;
  const stopped = mount.stop();
  expect(await idle.closed()).toBe('');
  await expect(open()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  release.resolve();
  expect(await busy.answer()).toMatchObject({ status: 200, headers: { connection: 'close' } });
  await stopped;
  mounts.splice(mounts.indexOf(mount), 1);
});

test('stop does not wait for a connection that has asked nothing yet', async () => {
  const { mount, open } = await mounted();
  const unused = await open();
  const begun = await open();
  begun.send('GET / HTTP/1.1\r\n');
  await Promise.all([mount.stop(), unused.closed(), begun.closed()]);
  mounts.splice(mounts.indexOf(mount), 1);
});

test('a port that is taken is told to who asked for it', async () => {
  const { mount } = await mounted();
  await expect(
    mountNodeHttp(createHostDouble(echo), { address: '127.0.0.1', port: mount.port }),
  ).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
