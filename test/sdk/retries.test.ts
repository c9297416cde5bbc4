import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runLine } from '../../src/call/line.ts';
import { DEFAULTS } from '../../src/call/settings.ts';
import { operations } from '../../src/contract/operations.ts';
import {
  type ClientEvent,
  type HomeStarError,
  RateLimitError,
  ServerError,
  TimeoutError,
} from '../../src/index.ts';
import { openCore } from '../../src/open-core.ts';
import type { Fault, Outcome } from '../../src/transport/transport.ts';
import { makeKey } from './support/keys.ts';
import { inTurn, MemoryTransport, ok, problem, virtualClient } from './support/memory-transport.ts';
import { VirtualRuntime } from './support/virtual-runtime.ts';

const limited = (headers: Record<string, string>) => problem(429, 'rate_limited', headers);
const fault = (kind: Fault['fault'], sent = true, cause?: unknown): Outcome => ({ fault: kind, sent, cause });
const html = (status: number, headers: Record<string, string> = {}): Outcome => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  text: '<h1>Bad gateway</h1>',
});

/** Calls a reading operation until it ends; gives the waits and what it came to. */
async function read(outcomes: Outcome[], options: object = {}, chance = 0.5) {
  const { client, transport, runtime } = virtualClient(inTurn(...outcomes));
  runtime.chance = chance;
  const began = runtime.now();
  const result = await runtime.finish(client.whoami.get(options));
  const error = result.status === 'rejected' ? (result.reason as HomeStarError) : undefined;
  return {
    result,
    error,
    waits: runtime.waits,
    attempts: transport.sent.length,
    took: runtime.now() - began,
    transport,
    runtime,
  };
}

describe('a wait that the server asks for', () => {
  test('is kept exactly, plus up to 100 ms by chance, and never less', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (seconds, chance) => {
          const { waits, result } = await read(
            [limited({ 'retry-after': `${seconds}` }), ok({})],
            {},
            chance,
          );
          expect(result.status).toBe('fulfilled');
          expect(waits).toEqual([seconds * 1000 + chance * 100]);
          expect(waits[0]).toBeGreaterThanOrEqual(seconds * 1000);
        },
      ),
    );
  });

  test('as a date is measured against the Date of the answer', async () => {
    const headers = {
      date: 'Tue, 24 Nov 1990 10:00:00 GMT'.replace('Tue', 'Sat'),
      'retry-after': 'Sat, 24 Nov 1990 10:00:07 GMT',
    };
    expect((await read([limited(headers), ok({})])).waits).toEqual([7_050]);
  });

  test.each(['-5', '1.5', 'soon', '2001-05-01'])(
    'that is none (%s) is no reason to come back at once',
    async (value) => {
      const { waits } = await read([
        limited({ 'retry-after': value, date: 'Tue, 24 Nov 2026 10:00:00 GMT' }),
        ok({}),
      ]);
      expect(waits).toEqual([250]);
    },
  );

  test('is told to a listener in whole milliseconds, never fewer', async () => {
    const told: unknown[] = [];
    const { client, runtime } = virtualClient(inTurn(limited({ 'retry-after': '2' }), ok({})), {
      onEvent: (event) => told.push((event as { waitMs?: number }).waitMs),
    });
    runtime.chance = 0.123;
    await runtime.finish(client.whoami.get());
    expect([told, runtime.waits]).toEqual([[2_013], [2_012.3]]);
  });

  test('in two headers is the longer of them', async () => {
    const twice = problem(429, 'rate_limited');
    Object.assign((twice as { headers: object }).headers, { 'retry-after': ['1', '1'] });
    expect((await read([twice, ok({})])).waits).toEqual([1_050]);
    expect((await read([limited({ 'retry-after': '2, 7' }), ok({})])).waits).toEqual([7_050]);
  });

  test('as a date in an answer without a Date is measured by the time of receipt', async () => {
    // The clock of the test stands at 10:00:01.
    const { waits } = await read([limited({ 'retry-after': 'Tue, 24 Nov 2026 10:00:09 GMT' }), ok({})]);
    expect(waits).toEqual([8_050]);
  });

  test('is no retry: it may be asked for more often than maxRetries', async () => {
    const { result, attempts } = await read([...Array(10).fill(limited({ 'retry-after': '5' })), ok({})], {
      maxRetries: 1,
    });
    expect([result.status, attempts]).toEqual(['fulfilled', 11]);
  });

  test('of nothing is a retry, with a wait of our own', async () => {
    const { error, attempts, waits } = await read([limited({ 'retry-after': '0' })]);
    expect([error?.code, attempts]).toEqual(['rate_limited', 5]);
    expect(waits).toEqual([250, 500, 1000, 2000]);
  });

  test.each(['61', '411000', '9'.repeat(30)])(
    'beyond the longest wait (%s s) fails at once and is told',
    async (seconds) => {
      const { error, waits, took } = await read([limited({ 'retry-after': seconds })]);
      expect(error).toBeInstanceOf(RateLimitError);
      expect(error?.retryAfter).toBeGreaterThanOrEqual(61);
      expect([waits, took]).toEqual([[], 0]);
    },
  );

  test('beyond the deadline fails at once and is told', async () => {
    const { error, took } = await read([limited({ 'retry-after': '20' })], { deadline: 20_000 });
    expect([error?.code, error?.retryAfter, took]).toEqual(['rate_limited', 20, 0]);
  });

  test('is bounded by the deadline of all attempts together', async () => {
    const { error, took, attempts } = await read([limited({ 'retry-after': '50' })]);
    expect([error?.code, attempts]).toEqual(['rate_limited', 3]);
    expect(took).toBeLessThan(120_000);
  });

  test('is not waited for with maxRetries 0', async () => {
    const { attempts, error } = await read([limited({ 'retry-after': '1' })], { maxRetries: 0 });
    expect([attempts, error?.retryAfter]).toEqual([1, 1]);
  });

  test('under a frozen mock clock fails at once and says why', async () => {
    const { attempts, error } = await read([limited({ 'retry-after': '1', 'x-mock-clock': 'frozen' })]);
    expect(attempts).toBe(1);
    expect(error?.message).toContain('mock clock is frozen');
    expect(error?.retryAfter).toBe(1);
  });

  test('after too many failures is never waited for', async () => {
    const { attempts, error } = await read([problem(429, 'too_many_failures', { 'retry-after': '1' })]);
    expect([attempts, error?.code, error?.retryAfter]).toEqual([1, 'too_many_failures', 1]);
    expect(error).toBeInstanceOf(RateLimitError);
  });
});

describe('without such a wait', () => {
  test('waits double up to 20 s, each of a length by chance', async () => {
    const answers = [problem(503, 'contended')];
    expect((await read(answers, { maxRetries: 8 }, 0.5)).waits).toEqual([
      250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000,
    ]);
    expect((await read(answers, { maxRetries: 2 }, 0)).waits).toEqual([0, 0]);
  });

  test('four retries are made unless said otherwise', async () => {
    expect((await read([problem(503, 'contended')])).attempts).toBe(5);
    expect((await read([problem(503, 'contended')], { maxRetries: 0 })).attempts).toBe(1);
  });

  test('an attempt has 30 s, the last one what the deadline leaves', async () => {
    const { transport } = await read([
      limited({ 'retry-after': '50' }),
      limited({ 'retry-after': '50' }),
      ok({}),
    ]);
    expect(transport.sent.map(({ timeoutMs }) => timeoutMs)).toEqual([30_000, 30_000, 19_900]);
  });

  test('the Request-Id and the Idempotency-Key stay the same over the attempts of a call', async () => {
    const { client, transport, runtime } = virtualClient(
      inTurn(problem(503, 'contended'), fault('lost'), ok({})),
    );
    await runtime.finish(client.brokerages.create({ name: 'a', timeZone: 'UTC' }));
    for (const name of ['request-id', 'idempotency-key']) {
      const values = transport.sent.map(({ header }) => header(name));
      expect(values).toHaveLength(3);
      expect(new Set(values).size).toBe(1);
    }
  });
});

describe('what is tried again', () => {
  const again = async (outcome: Outcome, call: 'read' | 'change' = 'read') => {
    const { client, transport, runtime } = virtualClient(inTurn(outcome, ok({ data: [], nextCursor: null })));
    await runtime.finish<unknown>(
      call === 'read' ? client.whoami.get() : client.brokerages.create({ name: 'a', timeZone: 'UTC' }),
    );
    return transport.sent.length === 2;
  };

  test.each([
    ['no connection', fault('connect', false)],
    ['a broken connection', fault('lost')],
    ['an attempt that took too long', fault('timeout')],
    ['a body that came too slowly', problem(408, 'body_timeout')],
    ['a busy server', problem(503, 'busy', { 'retry-after': '1' })],
    ['a stopping server', problem(503, 'not_ready')],
    ['a failure', problem(500, 'internal_error')],
    ['a 408 of a proxy', html(408)],
    ['a 425', html(425)],
    ['a 429 of a proxy', html(429)],
    ['a 500 of a proxy', html(500)],
    ['a 502', html(502)],
    ['a 503 of a proxy', html(503)],
    ['a 504', html(504)],
    ['an unknown problem with 503', problem(503, 'later_invention')],
  ])('%s: yes', async (_, outcome) => {
    expect([await again(outcome), await again(outcome, 'change')]).toEqual([true, true]);
  });

  test.each([
    ['a certificate that does not fit', fault('connect', false, { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })],
    ['a self-signed certificate', fault('connect', false, { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })],
    ['an answer too large', fault('too_large')],
    ['a dispatcher that will not', fault('refused', false)],
    ['a revoked key', problem(401, 'key_revoked')],
    ['no permission', problem(403, 'permission_denied')],
    ['no such record', problem(404, 'not_found')],
    ['a conflict', problem(409, 'conflict')],
    ['a wrong value', problem(422, 'validation_failed')],
    ['an unknown problem with 400', problem(400, 'later_invention')],
    ['a redirect', html(302, { location: 'https://evil.test/x' })],
    ['a 404 of a proxy', html(404)],
    ['a 501', html(501)],
    ['a name of Object.prototype as a code', problem(400, 'constructor')],
  ])('%s: no', async (_, outcome) => {
    expect(await again(outcome)).toBe(false);
  });

  test('a changing call that cannot be repeated: only what was certainly not carried out', async () => {
    const unrepeatable = { ...operations['brokerages.create'], idempotent: false };
    const outcome = async (first: Outcome) => {
      const transport = new MemoryTransport(inTurn(first, ok({})));
      const runtime = new VirtualRuntime();
      const core = openCore({ apiKey: makeKey() }, { transport, runtime });
      await runtime.finish(runLine(core, unrepeatable, { body: {} }, DEFAULTS, undefined));
      return transport.sent.length === 2;
    };
    expect(await outcome(fault('connect', false))).toBe(true);
    expect(await outcome(fault('timeout', false))).toBe(true);
    expect(await outcome(problem(503, 'contended'))).toBe(true);
    expect(await outcome(html(503))).toBe(true);
    for (const unclear of [
      fault('lost'),
      fault('timeout'),
      problem(500, 'internal_error'),
      html(500),
      html(502),
      html(504),
    ]) {
      expect(await outcome(unclear)).toBe(false);
    }
  });
});

describe('when it does not help', () => {
  test('the last failure is thrown', async () => {
    const { error, attempts } = await read([fault('lost'), problem(503, 'contended')], { maxRetries: 1 });
    expect([error?.code, attempts]).toEqual(['contended', 2]);
    expect(error).toBeInstanceOf(ServerError);
  });

  test('a call whose time is up says so', async () => {
    const { client, runtime } = virtualClient(async () => {
      await runtime.advance(10_000);
      return fault('timeout');
    });
    const error = await client.whoami.get({ deadline: 10_000 }).catch((reason) => reason);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error.code).toBe('deadline_exceeded');
  });
});

describe('events', () => {
  test('tell of each retry, why and for how long', async () => {
    const events: ClientEvent[] = [];
    const { client, runtime, transport } = virtualClient(
      inTurn(limited({ 'retry-after': '2' }), fault('lost'), ok({})),
      {
        onEvent: (event) => events.push(event),
      },
    );
    await runtime.finish(client.whoami.get());
    const callId = transport.sent[0]?.header('request-id');
    const common = { type: 'retry', operation: 'whoami.get', callId };
    expect(events).toEqual([
      { ...common, attempt: 1, waitMs: 2_050, code: 'rate_limited', status: 429, requestId: 'req_problem' },
      { ...common, attempt: 2, waitMs: 250, code: 'connection_lost', status: null, requestId: null },
    ]);
  });

  test('a subscriber that throws does not fail the call', async () => {
    const { client, runtime } = virtualClient(inTurn(fault('lost'), ok({ role: 'admin' })), {
      onEvent: () => {
        throw new Error('mine');
      },
    });
    expect(await runtime.finish(client.whoami.get())).toMatchObject({ status: 'fulfilled' });
  });
});
