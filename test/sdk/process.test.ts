import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { makeKey } from './support/keys.ts';
import { runNode } from './support/run-node.ts';
import { json, serve } from './support/server.ts';

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

test('a listener whose promise rejects, or whose result cannot be awaited, does not end the process', async () => {
  const { stdout, stderr, code } = await runNode(`
    import { HomeStar } from '@homestar/sdk';
    const listeners = [
      async () => { throw new Error('of the listener'); },
      () => ({ then() { throw new Error('of a thenable'); } }),
      () => ({ get then() { throw new Error('of a getter'); } }),
      () => { throw new Error('at once'); },
    ];
    for (const onEvent of listeners) new HomeStar({ apiKey: 'a_later_format_of_keys', onEvent });
    await new Promise((resolve) => setTimeout(resolve, 20));
    console.log('alive');
  `);
  expect([stdout, stderr, code]).toEqual(['alive\n', '', 0]);
});

test('a polluted prototype does not keep the client from connecting', async () => {
  // In this process, since a server would not accept either.
  const { url } = await serve(json(200, { role: 'admin' }));
  const { stdout } = await runNode(`
    import { HomeStar } from '@homestar/sdk';
    const make = () => new HomeStar({ apiKey: '${makeKey()}', baseUrl: '${url}' });
    // Node itself loads no module while its options are polluted, so undici is there before.
    await make().whoami.get();
    const pollution = { signal: 'x', fd: 99, handle: {}, family: 9, hints: 1e9, localPort: 'x', ca: 'x' };
    const outcomes = [];
    for (const name of Object.keys(pollution)) {
      const client = make();
      Object.prototype[name] = pollution[name];
      outcomes.push(await client.whoami.get().then(({ role }) => role, ({ code }) => code));
      delete Object.prototype[name];
    }
    console.log(outcomes.join());
    process.exit();
  `);
  expect(stdout).toBe(`${Array(7).fill('admin')}\n`);
});
