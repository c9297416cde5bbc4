import { describe, expect, test } from 'vitest';
import { type HomeStarError, NotFoundError, Secret, ServerError } from '../../src/index.ts';
import type { Outcome } from '../../src/transport/transport.ts';
import { makeKey } from './support/keys.ts';
import { type Answer, ok, problem, virtualClient } from './support/memory-transport.ts';
import { settled } from './support/virtual-runtime.ts';

describe('an answer', () => {
  test('is what the server sent, unknown members included', async () => {
    const { client } = virtualClient(() => ok({ role: 'admin', later: [1] }));
    expect(await client.whoami.get()).toEqual({ role: 'admin', later: [1] });
  });

  test('withResponse adds status, headers and request id', async () => {
    const { client } = virtualClient(() => ok({ role: 'admin' }, { etag: '"3"' }));
    const { data, response } = await client.whoami.get().withResponse();
    expect(data).toEqual({ role: 'admin' });
    expect(response.status).toBe(200);
    expect(response.requestId).toBe('req_answer');
    expect(response.headers.etag).toBe('"3"');
  });

  test('what the contract marks as sensitive is a Secret', async () => {
    const { client } = virtualClient(() => ok({ key: { id: 'key_1' }, secret: makeKey(2) }));
    const { secret } = await client.keys.create({ name: 'a', purpose: 'b', role: 'agent' });
    expect(secret).toBeInstanceOf(Secret);
    expect(secret.reveal()).toBe(makeKey(2));
  });

  test('of a rotation gives the new key as a Secret, which can be given to a client or sent as it is', async () => {
    const { client, transport } = virtualClient(() => ok({ key: {}, secret: makeKey(2), predecessor: {} }));
    const { secret } = await client.keys.rotate('key_1');
    expect(secret).toBeInstanceOf(Secret);
    expect(secret.reveal()).toBe(makeKey(2));
    const successor = virtualClient(() => ok({}), { apiKey: secret });
    await successor.client.whoami.get();
    expect(successor.transport.sent[0]?.key).toBe(makeKey(2));
    await client.keys.verify({ apiKey: secret });
    expect(transport.sent.map(({ path, body }) => [path, body])).toEqual([
      ['/v1/keys/key_1/rotate', null],
      ['/v1/keys/verify', JSON.stringify({ apiKey: makeKey(2) })],
    ]);
  });

  test.each<[string, Partial<{ status: number; headers: Record<string, string>; text: string }>]>([
    ['no JSON', { text: `{"secret":"${makeKey()}` }],
    ['JSON by another name', { headers: { 'content-type': `text/html; x=${makeKey()}` } }],
    ['no content type', { headers: {} }],
  ])('that is %s is an error which quotes nothing of it', async (_, change) => {
    const { client } = virtualClient(() => ({ ...ok({}), ...change }) as Outcome);
    const error = await client.whoami.get().catch((reason) => reason);
    expect(error).toBeInstanceOf(ServerError);
    expect([error.code, error.status]).toEqual(['response_malformed', 200]);
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain(makeKey().slice(22, 40));
  });

  test('a byte order mark, a charset and application/hal+json do not hinder', async () => {
    const { client } = virtualClient(() =>
      ok({ role: 'a' }, { 'content-type': 'application/hal+json; charset=utf-8' }),
    );
    expect(await client.whoami.get()).toEqual({ role: 'a' });
  });

  test('without content is undefined', async () => {
    const { client } = virtualClient(() => ({ status: 204, headers: {}, text: '' }));
    expect(await client.request('DELETE', '/v1/later/1')).toBeUndefined();
  });
});

describe('a failed call whose promise nobody looks at', () => {
  test('counts as handled where withResponse was awaited', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const { client } = virtualClient(() => problem(404, 'not_found'));
    await expect(client.keys.get('key_1').withResponse()).rejects.toBeInstanceOf(NotFoundError);
    await settled();
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});

describe('a list', () => {
  const pages: Record<string, unknown> = {
    '': { data: [{ id: 1 }, { id: 2 }], nextCursor: 'a' },
    a: { data: [], nextCursor: 'b' },
    b: { data: [{ id: 3 }], nextCursor: null },
  };
  const cursorOf = (path: string) => new URL(path, 'https://x').searchParams.get('cursor') ?? '';
  const paged: Answer = ({ path }) => ok(pages[cursorOf(path)]);

  test('gives its first page to await', async () => {
    const { client, transport } = virtualClient(paged);
    expect(await client.keys.list({ limit: 2 })).toEqual(pages['']);
    expect(transport.sent.map(({ path }) => path)).toEqual(['/v1/keys?limit=2']);
  });

  test('gives all items to for await, with the same filters for each page', async () => {
    const { client, transport } = virtualClient(paged);
    const ids: unknown[] = [];
    for await (const { id } of client.keys.list({ limit: 2 })) ids.push(id);
    expect(ids).toEqual([1, 2, 3]);
    expect(transport.sent.map(({ path }) => path)).toEqual([
      '/v1/keys?limit=2',
      '/v1/keys?limit=2&cursor=a',
      '/v1/keys?limit=2&cursor=b',
    ]);
  });

  test('left early asks for no further page', async () => {
    const { client, transport } = virtualClient(paged);
    for await (const _ of client.keys.list()) break;
    expect(transport.sent).toHaveLength(1);
  });

  test('iterated twice is asked anew', async () => {
    const { client, transport } = virtualClient(paged);
    const list = client.keys.list();
    for (let round = 0; round < 2; round++) {
      let count = 0;
      for await (const _ of list) count++;
      expect(count).toBe(3);
    }
    expect(transport.sent).toHaveLength(6);
  });

  test('that fails on the way carries the cursor from which it goes on', async () => {
    let broken = true;
    const { client } = virtualClient((request) =>
      broken && cursorOf(request.path) === 'b' ? problem(403, 'permission_denied') : paged(request, 0),
    );
    const ids: unknown[] = [];
    const error: HomeStarError = await (async () => {
      for await (const { id } of client.keys.list()) ids.push(id);
    })().catch((reason) => reason);
    expect(error.cursor).toBe('b');
    broken = false;
    for await (const { id } of client.keys.list({ cursor: error.cursor! })) ids.push(id);
    expect(ids).toEqual([1, 2, 3]);
  });

  test('that fails at its beginning carries the cursor it was given, or null', async () => {
    const { client } = virtualClient(() => problem(403, 'permission_denied'));
    const first = async (params: object) => {
      for await (const _ of client.keys.list(params)) return;
    };
    await expect(first({})).rejects.toMatchObject({ cursor: null });
    await expect(first({ cursor: 'x' })).rejects.toMatchObject({ cursor: 'x' });
  });

  test('whose page names itself as the next does not run for ever', async () => {
    const { client, transport } = virtualClient(() => ok({ data: [], nextCursor: 'same' }));
    const all = async () => {
      for await (const _ of client.keys.list());
    };
    await expect(all()).rejects.toMatchObject({ code: 'response_malformed', cursor: 'same' });
    expect(transport.sent).toHaveLength(2);
  });
});
