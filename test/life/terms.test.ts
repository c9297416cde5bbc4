/* What may be written of a key, the same for one that is made and one that is changed. */
import type { Key } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { days, hours, iso, keyCalls } from '../support/key-calls.ts';
import { everything, type PlantedKey, plantKey } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
afterEach(() => server.close());
const noah = fixtureId('usr', 'noahWhite');
const at = (ms: number) => iso(startOfTime + ms);

/** Writes the terms of an agent's key: of a new one, or of one that has none of them yet. */
type Write = (
  by: string,
  terms: object,
) => Promise<{ status: number; body: Partial<Key> & { errors?: unknown } }>;
const writes: [string, (planted: PlantedKey) => Write, endless: object][] = [
  [
    'made',
    () => async (by, terms) => {
      const { status, body } = await keyCalls(server).create(by, {
        role: 'agent',
        ownerUserId: noah,
        ...terms,
      });
      return { status, body: status === 201 ? body.key : (body as object) };
    },
    {},
  ],
  [
    'changed',
    ({ id }) =>
      (by, terms) =>
        keyCalls(server).update(by, id, terms),
    { expiresAt: null },
  ],
];

describe.each(writes)('a key that is %s', (_, writeOf, endless) => {
  let write: Write;
  let planted: PlantedKey;
  const start = async (options: Parameters<typeof startServer>[0] = {}) => {
    server = await startServer(options);
    planted = await plantKey(server.world, 'noahWhite');
    write = writeOf(planted);
  };
  beforeEach(() => start());

  async function refused(terms: object, errors: readonly object[], by = server.keys.broker) {
    const rows = () =>
      server.world.store.tenant.keys(everything, { now: 0 }, { limit: 1000, after: null }).rows;
    const before = rows().map(({ lineage }) => lineage);
    const { status, body } = await write(by, terms);
    expect([status, body]).toMatchObject([422, { code: 'validation_failed', errors }]);
    expect((body.errors as object[]).length).toBe(errors.length);
    expect(rows().map(({ lineage }) => lineage)).toEqual(before);
  }
  const taken = async (terms: object, shown: object, by = server.keys.broker) => {
    const { status, body } = await write(by, terms);
    expect([status < 300, body]).toMatchObject([true, shown]);
  };

  describe('begins and ends', () => {
    test.each([
      ['now', 0],
      ['in the past', -1],
    ])('not %s', (_, ms) =>
      refused({ expiresAt: at(ms) }, [{ pointer: '/body/expiresAt', detail: 'is not in the future' }]),
    );

    test('a millisecond from now at the earliest', () => taken({ expiresAt: at(1) }, { expiresAt: at(1) }));

    test.each([
      ['as it begins', 0],
      ['before it begins', -1],
    ])('not %s', (_, ms) =>
      refused({ notBefore: at(hours(2)), expiresAt: at(hours(2) + ms) }, [
        { pointer: '/body/expiresAt', detail: `is not after notBefore, ${at(hours(2))}` },
      ]),
    );

    test('a millisecond after it begins', () => {
      const terms = { notBefore: at(hours(2)), expiresAt: at(hours(2) + 1) };
      return taken(terms, { ...terms, status: 'not_yet_valid' });
    });

    test('from a time that is over: at once', () =>
      taken({ notBefore: at(-hours(1)) }, { status: 'active' }));
  });

  describe('under a longest lifetime of its role', () => {
    const keyRules = { rotation: 'advise', maximumLifetimeDays: { agent: 90 } } as const;
    beforeEach(async () => {
      await server.close();
      await start({ keyRules });
    });
    const latest = at(days(90));
    const bound = `a key of role agent lives 90 days at most, so until ${latest}`;

    test('ends then at the latest, whoever writes it', async () => {
      await taken({ expiresAt: latest }, { expiresAt: latest });
      const errors = [{ pointer: '/body/expiresAt', detail: `is too late: ${bound}` }];
      for (const by of [server.keys.broker, server.keys.admin]) {
        await refused({ expiresAt: at(days(90) + 1) }, errors, by);
      }
    });

    test('cannot be for ever', () =>
      refused(endless, [{ pointer: '/body/expiresAt', detail: `is needed: ${bound}` }]));
  });

  describe('is accepted from', () => {
    test('a list that is kept in one spelling, each entry once', () =>
      taken(
        {
          ipAllowlist: [
            '2001:DB8:0::/48',
            '203.0.113.7/32',
            '::ffff:203.0.113.7',
            '2001:db8::/48',
            '0.0.0.0/0',
          ],
        },
        { ipAllowlist: ['2001:db8::/48', '203.0.113.7', '0.0.0.0/0'] },
      ));

    test('no list with what is no address: each entry is told of', () =>
      refused(
        { ipAllowlist: ['203.0.113.7', '203.0.113.7/24', '2001:db8::/48', 'fe80::1%eth0', '10.0.0.0/33'] },
        [
          { pointer: '/body/ipAllowlist/1', detail: expect.stringContaining('203.0.113.0/24') },
          {
            pointer: '/body/ipAllowlist/3',
            detail: expect.stringContaining('is not an IPv4 or IPv6 address'),
          },
          { pointer: '/body/ipAllowlist/4', detail: expect.stringContaining('between 0 and 32') },
        ],
      ));

    test.each([
      ['an empty text', [''], '/body/ipAllowlist/0'],
      ['a text too long', ['1'.repeat(65)], '/body/ipAllowlist/0'],
      ['a number', [10], '/body/ipAllowlist/0'],
      ['an entry twice', ['203.0.113.7', '203.0.113.7'], '/body/ipAllowlist'],
      ['101 entries', Array.from({ length: 101 }, (_, i) => `203.0.113.${i}`), '/body/ipAllowlist'],
      ['a text for a list', '203.0.113.7', '/body/ipAllowlist'],
    ])('no list with %s', (_, ipAllowlist, pointer) => refused({ ipAllowlist }, [{ pointer }]));

    test('all that is wrong is told at once', () =>
      refused({ ipAllowlist: ['nowhere'], expiresAt: at(0), limits: { lineage: 601 } }, [
        { pointer: '/body/ipAllowlist/0' },
        { pointer: '/body/expiresAt' },
        { pointer: '/body/limits/lineage' },
      ]));
  });

  describe('is limited', () => {
    test('up to what is usual for its role by a broker, who has more', async () => {
      await taken({ limits: { lineage: 600 } }, { limits: { lineage: 600 } });
      const detail = 'is more than 600, the most that the calling key can give';
      await refused({ limits: { lineage: 601 } }, [{ pointer: '/body/limits/lineage', detail }]);
    });

    test('to more by an administrator', () =>
      taken({ limits: { lineage: 1_000_000 } }, { limits: { lineage: 1_000_000 } }, server.keys.admin));

    test('by no quota at all: as is usual for its role', () => taken({ limits: {} }, { limits: null }));

    test.each([
      ['nothing', { lineage: 0 }, '/body/limits'],
      ['less than nothing', { lineage: -1 }, '/body/limits'],
      ['half a request', { lineage: 0.5 }, '/body/limits'],
      ['more than there is', { lineage: 1_000_001 }, '/body/limits'],
      ['a policy that is not its own', { network: 10 }, '/body/limits'],
      ['a number', 10, '/body/limits'],
    ])('not to %s', async (_, limits, place) => {
      const { status, body } = await write(server.keys.admin, { limits });
      const [error] = body.errors as { pointer: string }[];
      expect([status, error!.pointer.startsWith(place)]).toEqual([422, true]);
    });
  });

  describe('has the scopes', () => {
    test('[], which grant nothing', () => taken({ scopes: [] }, { scopes: [] }));

    test('of its role only: another is named, and those that there are', async () => {
      const { status, body } = await write(server.keys.admin, { scopes: ['properties:read', 'keys:write'] });
      expect([status, body]).toMatchObject([
        422,
        {
          code: 'scope_outside_role',
          detail: expect.stringMatching(/^keys:write: .*leads:read/),
          errors: [{ pointer: '/body/scopes' }],
        },
      ]);
    });

    test('that there are: one that no role knows is named', async () => {
      const { body } = await write(server.keys.admin, { scopes: ['moon:walk'] });
      expect(body).toMatchObject({
        code: 'scope_outside_role',
        detail: expect.stringContaining('moon:walk'),
      });
    });
  });

  test.each([
    [{ policy: 'ignore' }, '/body/rotation'],
    [{}, '/body/rotation'],
    [{ policy: 'enforce', days: 1 }, '/body/rotation'],
    ['enforce', '/body/rotation'],
  ])('is rotated by a rule that there is, not %j', async (rotation, place) => {
    const { status, body } = await write(server.keys.broker, { rotation });
    const [error] = body.errors as { pointer: string }[];
    expect([status, error!.pointer.startsWith(place)]).toEqual([422, true]);
  });
});
