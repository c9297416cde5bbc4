import { once } from 'node:events';
import { createServer as createRawServer } from 'node:net';
import { Agent, interceptors } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ClientOptions, HomeStar } from '../../src/index.ts';
import { makeKey, secretPart } from './support/keys.ts';
import { bodyOf, json, serve } from './support/server.ts';

const key = makeKey();

function clientFor(url: string, options: ClientOptions = {}): HomeStar {
  const client = new HomeStar({ apiKey: key, baseUrl: url, maxRetries: 0, ...options });
  onTestFinished(() => client.close({ abort: true }));
  return client;
}

/** A server that writes these bytes whatever it is asked, and then does what it is told. */
async function serveRaw(bytes: string, then: 'hang' | 'end' | 'reset'): Promise<string> {
  const server = createRawServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(bytes, () => {
        if (then === 'end') socket.end();
        if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 20);
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

test('a call arrives with its key, and its answer comes back', async () => {
  const seen: unknown[] = [];
  const { url } = await serve(async (request, response) => {
    const { 'x-api-key': sent, 'content-type': type, accept, 'accept-encoding': encoding } = request.headers;
    seen.push({
      method: request.method,
      url: request.url,
      sent,
      type,
      accept,
      encoding,
      body: await bodyOf(request),
    });
    json(201, { id: 'brk_1', name: 'é' })(request, response);
  });
  const call = clientFor(url).brokerages.create({ name: 'é', timeZone: 'UTC' });
  expect(await call).toEqual({ id: 'brk_1', name: 'é' });
  expect(seen).toEqual([
    {
      method: 'POST',
      url: '/v1/brokerages',
      sent: key,
      type: 'application/json',
      accept: 'application/json',
      encoding: undefined,
      body: '{"name":"é","timeZone":"UTC"}',
    },
  ]);
});

test('a character cut in two by the network is whole again', async () => {
  const { url } = await serve((_request, response) => {
    const bytes = Buffer.from(JSON.stringify({ role: 'é'.repeat(5) }));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(bytes.subarray(0, 10));
    setTimeout(() => response.end(bytes.subarray(10)), 30);
  });
  expect(await clientFor(url).whoami.get()).toEqual({ role: 'ééééé' });
});

test('answers below 200 announce the real one', async () => {
  const { url } = await serve((request, response) => {
    response.writeProcessing();
    response.writeEarlyHints({ link: '</x>; rel=preload' });
    json(200, { role: 'admin' })(request, response);
  });
  expect(await clientFor(url).whoami.get()).toEqual({ role: 'admin' });
});

test('many calls at once share at most fifty connections', async () => {
  let connections = 0;
  const { url, server } = await serve((request, response) =>
    setTimeout(() => json(200, {})(request, response), 5),
  );
  server.on('connection', () => connections++);
  const client = clientFor(url);
  await Promise.all(Array.from({ length: 300 }, () => client.whoami.get()));
  expect(connections).toBeLessThanOrEqual(50);
});

describe('the time of an attempt', () => {
  test('includes the body to its last byte', async () => {
    const url = await serveRaw(
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"role":',
      'hang',
    );
    const began = performance.now();
    await expect(clientFor(url).whoami.get({ timeout: 200 })).rejects.toMatchObject({ code: 'timeout' });
    expect(performance.now() - began).toBeGreaterThan(190);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test('includes the wait for a connection in use', async () => {
    const { url } = await serve(() => {});
    const client = clientFor(url, { timeout: 300 });
    const results = await Promise.allSettled(Array.from({ length: 60 }, () => client.whoami.get()));
    expect(new Set(results.map((result) => (result as PromiseRejectedResult).reason.code))).toEqual(
      new Set(['timeout']),
    );
  });

  test('over, closes the connection', async () => {
    let closed: () => void = () => {};
    const seen = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const { url } = await serve((request) => void request.socket.once('close', closed));
    await expect(clientFor(url).whoami.get({ timeout: 100 })).rejects.toMatchObject({ code: 'timeout' });
    await seen;
  });
});

describe('an abort', () => {
  test('in the middle of a body is immediate and closes the connection', async () => {
    const controller = new AbortController();
    let closed: () => void = () => {};
    const seen = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const { url } = await serve((request, response) => {
      request.socket.once('close', closed);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"a":');
      setTimeout(() => controller.abort('mine'), 20);
    });
    await expect(clientFor(url).whoami.get({ signal: controller.signal })).rejects.toBe('mine');
    await seen;
  });

  test('of a call that waits for a connection sends nothing, ever', async () => {
    let requests = 0;
    const { url } = await serve((request, response) => {
      requests++;
      setTimeout(() => json(200, {})(request, response), 100);
    });
    const client = clientFor(url);
    const others = Array.from({ length: 50 }, () => client.whoami.get());
    const controller = new AbortController();
    const queued = client.whoami.get({ signal: controller.signal }).catch((reason) => reason);
    setTimeout(() => controller.abort('mine'), 20);
    expect(await queued).toBe('mine');
    await Promise.all(others);
    await client.whoami.get();
    expect(requests).toBe(51);
  });
});

describe('a broken answer', () => {
  test.each([
    ['nothing at all', '', 'end'],
    ['half a head', 'HTTP/1.1 200 OK\r\ncontent-ty', 'end'],
    [
      'half a body',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"role":"a"}',
      'end',
    ],
    [
      'chunks without an end',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n',
      'end',
    ],
    [
      'a reset',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"role":"a"}',
      'reset',
    ],
    ['no HTTP', `SSH-2.0 ${key}\r\n`, 'end'],
  ] as const)('%s is a lost connection, and none of its bytes are shown', async (_, bytes, then) => {
    const error = await clientFor(await serveRaw(bytes, then))
      .whoami.get()
      .catch((reason) => reason);
    expect(error).toMatchObject({ name: 'ConnectionError', code: 'connection_lost' });
    const { inspect } = await import('node:util');
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(secretPart(key));
  });

  test('is asked for again', async () => {
    let requests = 0;
    const { url } = await serve((request, response) => {
      if (++requests === 1) request.socket.destroy();
      else json(200, { role: 'admin' })(request, response);
    });
    expect(await clientFor(url, { maxRetries: 1 }).whoami.get()).toEqual({ role: 'admin' });
  });

  test('of more than 32 MiB is not read on', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(1024 * 1024, 0x20);
      let written = 0;
      const more = () => {
        if (written++ < 64 && !response.destroyed) response.write(chunk, more);
      };
      more();
    });
    await expect(clientFor(url).whoami.get()).rejects.toMatchObject({ code: 'response_too_large' });
  });

  test('nobody at the address is no connection', async () => {
    const url = await serveRaw('', 'end');
    const error = await clientFor('http://127.0.0.1:1')
      .whoami.get()
      .catch((reason) => reason);
    expect(error).toMatchObject({ code: 'connect_failed', cause: { code: 'ECONNREFUSED' } });
    expect(url).toBeTruthy();
  });
});

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])(
    '%i is not followed, so the key reaches nobody else',
    async (status) => {
      const stolen: unknown[] = [];
      const thief = await serve((request, response) => {
        stolen.push(request.headers['x-api-key']);
        json(200, {})(request, response);
      });
      const { url } = await serve(json(status, {}, { location: `${thief.url}/v1/whoami` }));
      const agent = new Agent().compose(interceptors.redirect({ maxRedirections: 5 }));
      onTestFinished(() => agent.destroy());
      for (const options of [{}, { dispatcher: agent }]) {
        await expect(clientFor(url, options).whoami.get()).rejects.toMatchObject({
          code: 'redirected',
          status,
        });
      }
      expect(stolen).toEqual([]);
    },
  );
});

describe('a dispatcher that is given', () => {
  test('is used, and not closed with the client', async () => {
    const { url } = await serve(json(200, { role: 'admin' }));
    const agent = new Agent();
    onTestFinished(() => agent.destroy());
    const client = clientFor(url, { dispatcher: agent });
    expect(await client.whoami.get()).toEqual({ role: 'admin' });
    await client.close();
    expect(agent.closed).toBe(false);
  });

  test('is told to follow no redirect, and gets nothing from a polluted prototype', async () => {
    const seen: Record<string, unknown>[] = [];
    const dispatcher = {
      dispatch(options: object, handler: { onResponseError(controller: null, error: Error): void }) {
        seen.push(
          Object.fromEntries(
            ['maxRedirections', 'origin', 'upgrade', 'query'].map((name) => [name, (options as never)[name]]),
          ),
        );
        handler.onResponseError(null, new Error('x'));
        return true;
      },
    };
    const client = clientFor('http://127.0.0.1:1', { dispatcher: dispatcher as never });
    Object.assign(Object.prototype, { upgrade: 'websocket', query: { evil: 1 } });
    try {
      await client.whoami.get().catch(() => {});
    } finally {
      delete (Object.prototype as Record<string, unknown>).upgrade;
      delete (Object.prototype as Record<string, unknown>).query;
    }
    expect(seen).toEqual([
      { maxRedirections: 0, origin: 'http://127.0.0.1:1', upgrade: undefined, query: undefined },
    ]);
  });

  test('that throws the request it was given does not make it public', async () => {
    const dispatcher = {
      dispatch(options: object): boolean {
        throw Object.assign(new Error(`cannot send ${JSON.stringify(options)}`), { options });
      },
    };
    const error = await clientFor('http://127.0.0.1:1', { dispatcher })
      .whoami.get()
      .catch((reason) => reason);
    const { inspect } = await import('node:util');
    expect(error).toMatchObject({ name: 'ConnectionError', code: 'transport_failed' });
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(secretPart(key));
  });
});
