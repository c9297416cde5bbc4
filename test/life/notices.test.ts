/* What time brings about for a key: each once, at its time, as an event of the log that names who is to be told. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Occasion } from '../../mock-server/src/store/rows.ts';
import { days, hours, iso, type KeyCalls, keyCalls, type Rotated } from '../support/key-calls.ts';
import { logOf } from '../support/log.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
let keys: KeyCalls;
beforeEach(async () => {
  server = await startServer();
  keys = keyCalls(server);
});
afterEach(() => server.close());

const later = (ms: number) => startOfTime + ms;

async function make(more: object = {}): Promise<Rotated> {
  const body = {
    name: 'Feed',
    purpose: 'Publishes our listings.',
    role: 'agent',
    ownerUserId: owner,
    ...more,
  };
  return (await server.call<Rotated>('POST', '/v1/keys', { key: server.keys.broker, body })).body;
}
const owner = 'usr_000noahWhite';
const rotate = async ({ key }: Rotated, body?: object) =>
  (await keys.rotate(server.keys.broker, key.id, body)).body;

type Told = readonly [at: string, kind: string, of: number];

/** What has been told of these keys: when, what, of which of them. At one instant their order is nobody's promise. */
async function told(...of: readonly Rotated[]) {
  const log = (await logOf(server.world)).filter(({ notice }) => notice);
  const events = log.flatMap((event) => {
    const at = of.findIndex(({ key }) => key.id === event.target);
    return at < 0 ? [] : [{ event, told: [event.at, event.notice!.kind, at] as Told }];
  });
  const times = events.map(({ event }) => event.at);
  expect(times).toEqual(times.toSorted());
  return events.toSorted((a, b) => (String(a.told) < String(b.told) ? -1 : 1));
}

type Telling = [Occasion, at: number, of: number, changes: readonly [string, string] | null];
type Story = () => Promise<readonly Rotated[]>;

const stories: Record<string, [Story, readonly Telling[]]> = {
  'a key that nobody rotates': [
    async () => [await make()],
    [
      ['key.rotation_due', days(76), 0, null],
      ['key.rotation_due', days(87), 0, null],
      ['key.rotation_overdue', days(90), 0, null],
    ],
  ],
  'a key with a beginning and an end': [
    async () => [await make({ notBefore: iso(later(days(1))), expiresAt: iso(later(days(20))) })],
    [
      ['key.valid', days(1), 0, ['not_yet_valid', 'active']],
      ['key.expiring', days(6), 0, null],
      ['key.expired', days(20), 0, ['active', 'expired']],
    ],
  ],
  'a key that expires within two weeks of its making': [
    async () => [await make({ expiresAt: iso(later(days(3))) })],
    [['key.expired', days(3), 0, ['active', 'expired']]],
  ],
  'a rotation whose successor is never used': [
    async () => {
      const old = await make({ expiresAt: iso(later(days(30))) });
      return [old, await rotate(old)];
    },
    [
      ['key.rotated', 0, 1, null],
      ['key.rotation_stalled', days(1), 1, null],
      ['key.expiring', days(16), 0, null],
      ['key.expiring', days(16), 1, null],
      ['key.expired', days(30), 0, ['active', 'expired']],
      ['key.expired', days(30), 1, ['pending', 'expired']],
    ],
  ],
  'a rotation that goes well': [
    async () => {
      const old = await make();
      const next = await rotate(old, { graceSeconds: 3600 });
      await server.clock.advance(hours(2));
      await keys.whoami(next.secret);
      return [old, next];
    },
    [
      ['key.rotated', 0, 1, null],
      ['key.successor_used', hours(2), 1, null],
      ['key.grace_ended', hours(3), 0, ['retiring', 'retired']],
      ['key.rotation_due', days(76), 1, null],
      ['key.rotation_due', days(87), 1, null],
      ['key.rotation_overdue', days(90), 1, null],
    ],
  ],
  'a rotation that is taken back after the first use': [
    async () => {
      const old = await make();
      const next = await rotate(old);
      await keys.whoami(next.secret);
      await keys.cancel(old.secret, old.key.id);
      return [old, next];
    },
    [
      ['key.rotated', 0, 1, null],
      ['key.successor_used', 0, 1, null],
      ['key.rotation_due', days(76), 0, null],
      ['key.rotation_due', days(87), 0, null],
      ['key.rotation_overdue', days(90), 0, null],
    ],
  ],
  'a rotation that is completed before the grace ends': [
    async () => {
      const old = await make({ expiresAt: iso(later(days(2))) });
      const next = await rotate(old);
      await keys.complete(next.secret, old.key.id);
      return [old, next];
    },
    [
      ['key.rotated', 0, 1, null],
      ['key.successor_used', 0, 1, null],
      ['key.expired', days(2), 1, ['active', 'expired']],
    ],
  ],
  'a revocation that is planned': [
    async () => {
      const key = await make({ expiresAt: iso(later(days(30))) });
      await keys.revoke(server.keys.broker, key.key.id, { reason: 'other', graceSeconds: 604_800 });
      return [key];
    },
    [['key.revoked', days(7), 0, ['retiring', 'revoked']]],
  ],
  'a revocation at once': [
    async () => {
      const key = await make({ expiresAt: iso(later(days(30))) });
      await keys.revoke(server.keys.broker, key.key.id, { reason: 'other' });
      return [key];
    },
    [],
  ],
  'a key that is suspended, and not resumed': [
    async () => {
      const key = await make({ expiresAt: iso(later(days(3))) });
      await keys.suspend(server.keys.broker, key.key.id);
      return [key];
    },
    [['key.expired', days(3), 0, null]],
  ],
  'an end that is moved': [
    async () => {
      const key = await make({ expiresAt: iso(later(days(30))) });
      await update(key, { expiresAt: iso(later(days(20))) });
      await server.clock.advance(days(7));
      await update(key, { expiresAt: iso(later(days(40))) });
      return [key];
    },
    [
      ['key.expiring', days(6), 0, null],
      ['key.expiring', days(26), 0, null],
      ['key.expired', days(40), 0, ['active', 'expired']],
    ],
  ],
};

const update = ({ key }: Rotated, body: object) =>
  server.call('PATCH', `/v1/keys/${key.id}`, { key: server.keys.broker, body, headers: ['If-Match', '*'] });

describe.each(Object.entries(stories))('%s', (_, [story, expected]) => {
  test('is told in time, in order, and once', async () => {
    const made = await story();
    await server.clock.advance(days(100));
    await server.clock.advance(days(100));
    const all = (await told(...made)).filter(({ event }) => event.at < iso(later(days(91))));
    expect(all.map((one) => one.told)).toEqual(expected.map(([kind, at, of]) => [iso(later(at)), kind, of]));
    expect(all.map(({ event }) => event)).toMatchObject(
      expected.map(([kind, , of, change]) => {
        const target = made[of]!.key.id;
        return {
          actor: { type: 'system' },
          outcome: 'allowed',
          brokerageId: made[of]!.key.brokerageId,
          notice: { kind, userId: owner },
          changes: change ? [{ target, before: { status: change[0] }, after: { status: change[1] } }] : [],
        };
      }),
    );
  });
});

describe('the clock', () => {
  test('moved to the next: stops at each time in turn, and tells what happened', async () => {
    await server.clock.advance(days(2));
    const { key } = await make({ expiresAt: iso(later(days(2) + 1000)) });
    const next = () =>
      server.call<{ now: string; fired: unknown[] }>('POST', '/_mock/clock/advance', {
        body: { toNext: true },
      });
    expect((await next()).body).toMatchObject({
      now: iso(later(days(2) + 1000)),
      fired: [{ at: iso(later(days(2) + 1000)), kind: 'key.expired', target: key.id }],
    });
  });

  /** The same life, with time in steps. */
  async function live(steps: readonly number[]): Promise<unknown> {
    await server.close();
    server = await startServer();
    keys = keyCalls(server);
    const plain = await make();
    const trial = await make({ notBefore: iso(later(hours(1))), expiresAt: iso(later(days(40))) });
    const old = await make({ expiresAt: iso(later(days(80))) });
    const next = await rotate(old, { graceSeconds: 7200 });
    await keys.whoami(next.secret);
    const planned = await make();
    await keys.revoke(server.keys.broker, planned.key.id, { reason: 'other', graceSeconds: 86_400 });
    const all = [plain, trial, old, next, planned];
    for (const step of steps) await server.clock.advance(step);
    const shown = await Promise.all(all.map(async ({ key }) => keys.show(key.id)));
    return {
      told: (await told(...all)).map((one) => one.told),
      statuses: shown.map(({ status, revokedAt, graceEndsAt }) => ({ status, revokedAt, graceEndsAt })),
    };
  }

  test('one jump of 100 days comes to the same as many steps', async () => {
    const jump = await live([days(100)]);
    const uneven = [1, 999, hours(1), hours(1) - 1, days(2), days(36.5), days(0.5), days(60)];
    expect(await live([...uneven, days(1)])).toEqual(jump);
    expect(await live(Array.from({ length: 100 }, () => days(1)))).toEqual(jump);
  });
});
