import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/transport/transport.ts';
import { inTurn, ok, problem, virtualClient } from './support/memory-transport.ts';
import { settled } from './support/virtual-runtime.ts';

const never = () => new Promise<Outcome>(() => {});
const waiting = problem(429, 'rate_limited', { 'retry-after': '10' });

describe('an abort', () => {
  test.each([
    ['a reason', new Error('mine')],
    ['a text', 'mine'],
    ['null', null],
    ['nothing said', undefined],
  ])("rejects with exactly the signal's reason: %s", async (_, reason) => {
    const controller = new AbortController();
    const { client } = virtualClient(never);
    const call = client.whoami.get({ signal: controller.signal });
    await settled();
    controller.abort(reason);
    expect(await call.catch((error) => error)).toBe(controller.signal.reason);
  });

  test('before the call sends nothing', async () => {
    const { client, transport } = virtualClient(() => ok({}));
    const signal = AbortSignal.abort('early');
    await expect(client.whoami.get({ signal })).rejects.toBe('early');
    expect(transport.sent).toEqual([]);
  });

  test('during a wait ends it at once and leaves no timer', async () => {
    const controller = new AbortController();
    const { client, runtime, transport } = virtualClient(inTurn(waiting, ok({})));
    const call = client.whoami.get({ signal: controller.signal });
    await settled();
    expect(runtime.timers).toBe(1);
    controller.abort('now');
    await expect(call).rejects.toBe('now');
    expect([runtime.timers, transport.sent.length]).toEqual([0, 1]);
  });

  test('after the call does nothing, and its signal is not listened to any more', async () => {
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...given: unknown[]) => {
      listeners++;
      addEventListener.apply(signal, given as never);
    };
    signal.removeEventListener = (...given: unknown[]) => {
      listeners--;
      removeEventListener.apply(signal, given as never);
    };
    const { client } = virtualClient(() => ok({ role: 'admin' }));
    await client.whoami.get({ signal });
    expect(listeners).toBe(0);
    controller.abort();
  });
});

describe('closing', () => {
  test('refuses new calls', async () => {
    const { client, transport } = virtualClient(() => ok({}));
    await client.close();
    expect(transport.closed).toBe(true);
    await expect(client.whoami.get()).rejects.toMatchObject({ name: 'UsageError', code: 'client_closed' });
    await client.close();
  });

  test('waits for an attempt under way', async () => {
    let answer: (outcome: Outcome) => void = () => {};
    const { client, transport } = virtualClient(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const call = client.whoami.get();
    await settled();
    const closed = client.close();
    await settled();
    expect(transport.closed).toBe(false);
    answer(ok({ role: 'admin' }));
    expect(await call).toMatchObject({ role: 'admin' });
    await closed;
    expect(transport.closed).toBe(true);
  });

  test('ends a wait for another attempt at once, with the failure there was', async () => {
    const { client, runtime } = virtualClient(inTurn(waiting, ok({})));
    const call = client.whoami.get().catch((error) => error);
    await settled();
    await client.close();
    expect((await call).code).toBe('rate_limited');
    expect(runtime.timers).toBe(0);
  });

  test('with abort ends attempts at once', async () => {
    const { client } = virtualClient(never);
    const call = client.whoami.get().catch((error) => error);
    await settled();
    await client.close({ abort: true });
    expect((await call).code).toBe('client_closed');
  });

  test('with abort also ends those that a first closing waits for', async () => {
    const { client } = virtualClient(never);
    const call = client.whoami.get().catch((error) => error);
    await settled();
    const first = client.close();
    await client.close({ abort: true });
    await first;
    expect((await call).code).toBe('client_closed');
  });
});
