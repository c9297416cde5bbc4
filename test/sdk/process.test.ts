import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { makeKey } from './support/keys.ts';
import { runNode } from './support/run-node.ts';

const dispatchers = "[1, 2].map((version) => globalThis[Symbol.for('undici.globalDispatcher.' + version)])";

test('importing and using the client leaves the global fetch and its dispatcher as they were', async () => {
  const { stdout, stderr } = await runNode(`
    import { createServer } from 'node:http';
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{"role":"admin"}');
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = 'http://127.0.0.1:' + server.address().port;
    const untouched = ${dispatchers};
    const { HomeStar } = await import('@homestar/sdk');
    const client = new HomeStar({ apiKey: '${makeKey()}', baseUrl });
    const { role } = await client.whoami.get();
    console.log(role, ${dispatchers}.every((value, at) => value === untouched[at]));

    await (await fetch(baseUrl)).text();
    const ofFetch = [fetch, ...${dispatchers}];
    await client.whoami.get();
    console.log([fetch, ...${dispatchers}].every((value, at) => value === ofFetch[at]));
    await client.close();
    server.closeAllConnections();
    server.close();
  `);
  expect(stderr).toBe('');
  expect(stdout).toBe('admin true\ntrue\n');
});

test('importing the client and making one loads neither undici nor zod', async () => {
  const { stdout, stderr } = await runNode(`
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    const { HomeStar } = await import('@homestar/sdk');
    new HomeStar({ apiKey: '${makeKey()}' });
    console.log(loaded.length > 20, loaded.filter((url) => !url.includes('/src/')));
  `);
  expect(stderr).toBe('');
  expect(stdout).toBe('true []\n');
});

test('after an abort while TLS is being negotiated the process ends', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as { port: number };
  const { stdout, ms } = await runNode(`
    import { HomeStar } from '@homestar/sdk';
    const client = new HomeStar({ apiKey: '${makeKey()}', baseUrl: 'https://127.0.0.1:${port}' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('enough')), 300);
    await client.whoami.get({ signal: controller.signal }).catch((error) => console.log(error.message));
  `);
  expect(stdout).toBe('enough\n');
  expect(ms).toBeLessThan(5_000);
});

test('after an abort while an answer is awaited, or a wait is on, the process ends', async () => {
  const { stdout, ms } = await runNode(`
    import { createServer } from 'node:http';
    import { HomeStar } from '@homestar/sdk';
    const server = createServer((request, response) => {
      if (request.url.endsWith('whoami')) return;
      response.writeHead(429, { 'retry-after': '30', 'content-type': 'application/problem+json' });
      response.end('{"code":"rate_limited"}');
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = new HomeStar({ apiKey: '${makeKey()}', baseUrl: 'http://127.0.0.1:' + server.address().port });
    const signal = AbortSignal.timeout(400);
    const both = await Promise.allSettled([client.whoami.get({ signal }), client.roles.list({ signal })]);
    console.log(both.map(({ reason }) => reason === signal.reason).join());
    server.close();
    server.unref();
  `);
  expect(stdout).toBe('true,true\n');
  expect(ms).toBeLessThan(5_000);
});

test('a call that waits to try again keeps the process open', async () => {
  const { stdout } = await runNode(`
    import { createServer } from 'node:http';
    import { HomeStar } from '@homestar/sdk';
    let calls = 0;
    const server = createServer((request, response) => {
      const limited = ++calls === 1;
      response.writeHead(limited ? 429 : 200, { 'content-type': 'application/json', 'retry-after': '1', connection: 'close' });
      response.end(limited ? '{"code":"rate_limited"}' : '{"role":"admin"}');
      if (limited) server.unref();
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = new HomeStar({ apiKey: '${makeKey()}', baseUrl: 'http://127.0.0.1:' + server.address().port });
    client.whoami.get().then(({ role }) => console.log(role, calls));
  `);
  expect(stdout).toBe('admin 2\n');
});
