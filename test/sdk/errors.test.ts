import { describe, expect, test } from 'vitest';
import * as sdk from '../../src/index.ts';
import { problems } from '../../src/internal.ts';
import type { Outcome } from '../../src/transport/transport.ts';
import { ok, problem, virtualClient } from './support/memory-transport.ts';

const { HomeStarError, RateLimitError, AuthenticationError } = sdk;

async function errorOf(outcome: Outcome, baseUrl = 'https://api.test'): Promise<sdk.HomeStarError> {
  const { client, runtime } = virtualClient(() => outcome, { baseUrl, maxRetries: 0 });
  const result = await runtime.finish(client.whoami.get());
  return (result as PromiseRejectedResult).reason;
}

describe('families', () => {
  test.each([
    [400, 'RequestError'],
    [401, 'AuthenticationError'],
    [403, 'PermissionError'],
    [404, 'NotFoundError'],
    [405, 'RequestError'],
    [409, 'ConflictError'],
    [412, 'ConflictError'],
    [422, 'RequestError'],
    [428, 'ConflictError'],
    [429, 'RateLimitError'],
    [500, 'ServerError'],
    [503, 'ServerError'],
    [302, 'ServerError'],
  ] as const)('%i is a %s', async (status, family) => {
    const error = await errorOf(problem(status, 'some_code'));
    expect(error.name).toBe(family);
    expect(error).toBeInstanceOf(HomeStarError);
    expect(error).toBeInstanceOf(Error);
    const matching = Object.entries(sdk).filter(
      ([, each]) => typeof each === 'function' && each.prototype instanceof Error && error instanceof each,
    );
    expect(matching.map(([name]) => name).sort()).toEqual(['HomeStarError', family].sort());
  });

  test('are the same in another copy of the package', async () => {
    const path = '../../src/errors/base.ts?another-copy';
    const another = (await import(/* @vite-ignore */ path)) as typeof import('../../src/errors/base.ts');
    const error = await errorOf(problem(429, 'rate_limited'));
    expect(another.HomeStarError).not.toBe(HomeStarError);
    expect(error instanceof another.HomeStarError).toBe(true);
    class Foreign extends another.HomeStarError {
      static override readonly family = 'RateLimitError';
    }
    expect(new Foreign('x', { code: 'x', action: 'y' })).toBeInstanceOf(RateLimitError);
    expect(new Foreign('x', { code: 'x', action: 'y' })).not.toBeInstanceOf(AuthenticationError);
  });

  test("an application's own subclass matches what it made itself only", async () => {
    class Mine extends RateLimitError {}
    expect(await errorOf(problem(429, 'rate_limited'))).not.toBeInstanceOf(Mine);
    const mine = new Mine('x', { code: 'x', action: 'y' });
    expect(mine).toBeInstanceOf(Mine);
    expect(mine).toBeInstanceOf(RateLimitError);
  });

  test.each([null, undefined, 5, 'text', {}, new Error('x'), Object.create(null)])(
    '%j is none of them',
    (value) => {
      expect(value instanceof HomeStarError).toBe(false);
    },
  );
});

describe('an error of the API', () => {
  test('carries code, status, request id, pointers, the whole problem and what to do', async () => {
    const errors = [{ pointer: '/body/name', detail: 'is empty' }];
    const action = 'Correct it.';
    const error = await errorOf(problem(422, 'validation_failed', {}, { errors, quota: 5, action }));
    expect(error).toMatchObject({
      code: 'validation_failed',
      status: 422,
      requestId: 'req_problem',
      retryAfter: null,
      errors,
      action,
      problem: { quota: 5, title: 'A title' },
    });
    expect(error.message).toBe(
      'whoami.get: A title. A detail. /body/name is empty. Correct it. (validation_failed, 422, req_problem)',
    );
    expect('cursor' in error).toBe(false);
  });

  test('a detail that begins with the title does not make the message say it twice', async () => {
    const told = { title: 'There is none', detail: 'There is none.', action: 'Check it.' };
    const error = await errorOf(problem(404, 'not_found', {}, told));
    expect(error.message).toBe('whoami.get: There is none. Check it. (not_found, 404, req_problem)');
  });

  test('of many faults the message names the first three', async () => {
    const errors = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ pointer: `/${name}`, detail: 'is wrong' }));
    const error = await errorOf(problem(422, 'validation_failed', {}, { errors }));
    expect(error.message).toContain('/a is wrong. /b is wrong. /c is wrong. And 2 more.');
    expect(error.message).not.toContain('/d');
  });

  test('every code of the table is handed on', async () => {
    for (const [code, { status }] of Object.entries(problems)) {
      expect(await errorOf(problem(status, code))).toMatchObject({ code, status });
    }
  });

  test('a code of a later version is handed on', async () => {
    expect(await errorOf(problem(403, 'later_invention'))).toMatchObject({
      code: 'later_invention',
      name: 'PermissionError',
    });
  });

  test.each([
    ['HTML', { text: '<html>', headers: { 'content-type': 'text/html' } }],
    ['broken JSON', { text: '{' }],
    ['a list', { text: '[]' }],
    ['null', { text: 'null' }],
    ['no code', { text: '{"error":"x"}' }],
    ['a code that is none', { text: '{"code":"Not A Code"}' }],
    ['a number as a code', { text: '{"code":5}' }],
  ])('%s instead of a problem is told as such', async (_, change) => {
    const error = await errorOf({ ...problem(503, 'x'), ...change } as Outcome);
    expect(error).toMatchObject({
      code: 'unexpected_status',
      status: 503,
      problem: null,
      name: 'ServerError',
    });
  });

  test('malformed members of a problem are left out', async () => {
    const more = { title: 5, detail: {}, errors: [null, 5, { pointer: 1 }, { pointer: '/a', detail: 'b' }] };
    const error = await errorOf(problem(422, 'validation_failed', {}, more));
    expect(error.errors).toEqual([{ pointer: '/a', detail: 'b' }]);
    expect(error.message).toBe('whoami.get: /a b. (validation_failed, 422, req_problem)');
  });

  test('a request id that can be none is not taken over', async () => {
    expect((await errorOf(problem(400, 'x', { 'request-id': 'a b' }))).requestId).toBeNull();
    expect((await errorOf(problem(400, 'x', { 'request-id': 'a'.repeat(65) }))).requestId).toBeNull();
  });

  test('a redirect names where it leads, without its path', async () => {
    const error = await errorOf({ status: 307, headers: { location: 'https://evil.test/a?b' }, text: '' });
    expect(error).toMatchObject({ code: 'redirected', status: 307 });
    expect(error.message).toContain('https://evil.test');
    expect(error.message).not.toContain('/a');
  });
});

describe('an error without an answer', () => {
  test('names the address, and copies the reason as text', async () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:443'), {
      code: 'ECONNREFUSED',
      address: '10.0.0.1',
      port: 443,
      extra: 1,
    });
    const error = await errorOf({ fault: 'connect', sent: false, cause });
    expect(error).toMatchObject({
      name: 'ConnectionError',
      code: 'connect_failed',
      status: null,
      requestId: null,
    });
    expect(error.message).toContain('https://api.test');
    expect(error.cause).not.toBe(cause);
    expect({ ...(error.cause as object) }).toEqual({ code: 'ECONNREFUSED', address: '10.0.0.1', port: 443 });
  });

  test('at the default address says how to reach the mock server', async () => {
    const { client, runtime } = virtualClient(() => ({ fault: 'connect', sent: false }), {
      baseUrl: undefined,
      maxRetries: 0,
    });
    const result = (await runtime.finish(client.whoami.get())) as PromiseRejectedResult;
    expect(result.reason.message).toContain('HOMESTAR_BASE_URL=http://127.0.0.1:4010');
    expect((await errorOf({ fault: 'connect', sent: false })).message).not.toContain('npm start');
  });

  test.each([
    ['lost', 'ConnectionError', 'connection_lost'],
    ['timeout', 'TimeoutError', 'timeout'],
    ['too_large', 'ConnectionError', 'response_too_large'],
    ['refused', 'ConnectionError', 'transport_failed'],
  ] as const)('%s is a %s', async (fault, name, code) => {
    expect(await errorOf({ fault, sent: true })).toMatchObject({ name, code });
  });
});

test('an answer of success is no error', async () => {
  const { client } = virtualClient(() => ok({}));
  await expect(client.whoami.get()).resolves.toEqual({});
});
