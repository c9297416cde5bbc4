import type { KeyCreated } from '@homestar/sdk/internal';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { newListing } from '../support/new-listing.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const key = { name: 'Feed', purpose: 'Publishes listings.', role: 'agent' };
const user = { role: 'agent', name: 'Nina Park', email: 'nina@bartoncreek.example' };
const brokerage = { name: 'Lakeside', timeZone: 'America/Chicago' };
const without = <T extends object>(body: T, member: keyof T) => ({ ...body, [member]: undefined });
const at = (ms: number) => new Date(startOfTime + ms).toISOString();

const cases: [what: string, target: string, body: object, ...pointers: string[]][] = [
  ['a missing name', '/v1/keys', without(key, 'name'), '/body/name'],
  ['a missing role', '/v1/keys', without(key, 'role'), '/body/role'],
  ['all missing', '/v1/keys', {}, '/body/name', '/body/purpose', '/body/role'],
  ['a member nobody knows', '/v1/keys', { ...key, admin: true }, '/body/admin'],
  ['the owner under another name', '/v1/keys', { ...key, userId: 'usr_1' }, '/body/userId'],
  ['a read-only member', '/v1/keys', { ...key, id: 'key_000admin0000' }, '/body/id'],
  ['more requests than there are', '/v1/keys', { ...key, limits: { lineage: 1e9 } }, '/body/limits/lineage'],
  ['a limit of the network', '/v1/keys', { ...key, limits: { network: 1 } }, '/body/limits/network'],
  ['an empty place', '/v1/keys', { ...key, ipAllowlist: ['203.0.113.7', ''] }, '/body/ipAllowlist/1'],
  ['a rule that is none', '/v1/keys', { ...key, rotation: { policy: 'never' } }, '/body/rotation/policy'],
  ['null for an expiry', '/v1/keys', { ...key, expiresAt: null }, '/body/expiresAt'],
  [
    'members named like those of every object',
    '/v1/keys',
    { ...key, constructor: 1, toString: 2 },
    '/body/constructor',
    '/body/toString',
  ],
  ['a name that a pointer has to escape', '/v1/keys', { ...key, 'a/b~c': 1 }, '/body/a~1b~0c'],
  ['a number for a name', '/v1/keys', { ...key, name: 7 }, '/body/name'],
  ['null for a name', '/v1/keys', { ...key, name: null }, '/body/name'],
  ['a list for a name', '/v1/keys', { ...key, name: ['Feed'] }, '/body/name'],
  ['an object for a name', '/v1/keys', { ...key, name: { $ne: null } }, '/body/name'],
  ['an empty name', '/v1/keys', { ...key, name: '' }, '/body/name'],
  ['a name of white space', '/v1/keys', { ...key, name: ' \t ' }, '/body/name'],
  ['a name of 101 characters', '/v1/keys', { ...key, name: 'n'.repeat(101) }, '/body/name'],
  ['a role that is none', '/v1/keys', { ...key, role: 'owner' }, '/body/role'],
  ['a role in capitals', '/v1/keys', { ...key, role: 'AGENT' }, '/body/role'],
  ['a brokerage id of another form', '/v1/keys', { ...key, brokerageId: 'brk_1' }, '/body/brokerageId'],
  [
    'an id with a newline behind it',
    '/v1/keys',
    { ...key, ownerUserId: 'usr_000noahWhite\n' },
    '/body/ownerUserId',
  ],
  ['scopes as text', '/v1/keys', { ...key, scopes: 'properties:read' }, '/body/scopes'],
  ['a scope twice', '/v1/keys', { ...key, scopes: ['roles:read', 'roles:read'] }, '/body/scopes'],
  ['a scope of another form', '/v1/keys', { ...key, scopes: ['roles:read', '*'] }, '/body/scopes/1'],
  [
    '101 scopes',
    '/v1/keys',
    { ...key, scopes: Array.from({ length: 101 }, (_, i) => `a:${'b'.repeat(i % 60 || 1)}`) },
    '/body/scopes',
  ],
  ['a date without a time', '/v1/keys', { ...key, expiresAt: '2027-01-01' }, '/body/expiresAt'],
  ['a time without a zone', '/v1/keys', { ...key, expiresAt: '2027-01-01T00:00:00' }, '/body/expiresAt'],
  ['the 30th of February', '/v1/keys', { ...key, expiresAt: '2027-02-30T00:00:00Z' }, '/body/expiresAt'],
  ['an epoch for a time', '/v1/keys', { ...key, expiresAt: 1893456000 }, '/body/expiresAt'],
  ['an expiry in the past', '/v1/keys', { ...key, expiresAt: at(-1) }, '/body/expiresAt'],
  ['an expiry now', '/v1/keys', { ...key, expiresAt: at(0) }, '/body/expiresAt'],
  ['a number in the metadata', '/v1/keys', { ...key, metadata: { a: 1 } }, '/body/metadata/a'],
  [
    '21 metadata',
    '/v1/keys',
    { ...key, metadata: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`m${i}`, ''])) },
    '/body/metadata',
  ],
  [
    'a metadatum of 501 characters',
    '/v1/keys',
    { ...key, metadata: { a: 'x'.repeat(501) } },
    '/body/metadata/a',
  ],
  ['NUL in a name, where databases differ', '/v1/keys', { ...key, name: 'a\0b' }, '/body/name'],
  ['half a surrogate pair in a name', '/v1/keys', { ...key, name: 'a\ud800b' }, '/body/name'],
  ['NUL in a metadatum', '/v1/keys', { ...key, metadata: { a: '\0' } }, '/body/metadata/a'],
  ['NUL in the name of a metadatum', '/v1/keys', { ...key, metadata: { 'a\0': '' } }, '/body/metadata/a\0'],
  [
    'half a pair in the name of a metadatum',
    '/v1/keys',
    { ...key, metadata: { '\udc00': '' } },
    '/body/metadata/\udc00',
  ],
  ['an email without an @', '/v1/users', { ...user, email: 'nina' }, '/body/email'],
  [
    'an email with a newline',
    '/v1/users',
    { ...user, email: 'nina@x.example\nBcc: all@x.example' },
    '/body/email',
  ],
  [
    'an email of 255 characters',
    '/v1/users',
    { ...user, email: `${'n'.repeat(245)}@x.example` },
    '/body/email',
  ],
  [
    'a time zone that is none',
    '/v1/brokerages',
    { ...brokerage, timeZone: 'Middle/Earth' },
    '/body/timeZone',
  ],
  [
    'a time zone with a path in it',
    '/v1/brokerages',
    { ...brokerage, timeZone: '../../etc/passwd' },
    '/body/timeZone',
  ],
  ['a price as text', '/v1/properties', { ...newListing, listPrice: '685000' }, '/body/listPrice'],
  ['a price with cents', '/v1/properties', { ...newListing, listPrice: 1.5 }, '/body/listPrice'],
  ['a price below 0', '/v1/properties', { ...newListing, listPrice: -1 }, '/body/listPrice'],
  ['a price beyond the highest', '/v1/properties', { ...newListing, listPrice: 1e9 + 1 }, '/body/listPrice'],
  ['a year before any', '/v1/properties', { ...newListing, yearBuilt: 1599 }, '/body/yearBuilt'],
  [
    'a state that is none',
    '/v1/properties',
    { ...newListing, standardStatus: 'active' },
    '/body/standardStatus',
  ],
  ['a reason that is none', '/v1/keys/key_0/revoke', { reason: 'because' }, '/body/reason'],
  [
    'a note of 1001 characters',
    '/v1/keys/key_0/revoke',
    { reason: 'other', note: 'n'.repeat(1001) },
    '/body/note',
  ],
  ['two ways to move the clock', '/_mock/clock/advance', { seconds: 1, toNext: true }, '/body'],
  ['a clock moved by nothing', '/_mock/clock/advance', { seconds: 0 }, '/body'],
];
test.each<[string, string, object, ...string[]]>(cases)(
  '%s is refused under its place',
  async (_what, target, body, ...pointers) => {
    const caller = target === '/v1/brokerages' ? server.keys.admin : server.keys.broker;
    const answer = await server.call('POST', target, {
      ...(!target.startsWith('/_mock') && { key: caller }),
      body,
    });
    const problem = expectProblem(answer, 'validation_failed', pointers);
    for (const { detail } of problem.errors ?? []) expect(detail).toMatch(/\w/);
  },
);

test('every fault is told at once, those of query and header beside those of the body', async () => {
  const answer = await server.call('PATCH', '/v1/properties/lst_0?dryRun=1', {
    key: server.keys.broker,
    headers: ['If-Match', '3'],
    body: { listPrice: -1, city: '', color: 'red' },
  });
  const pointers = ['/query/dryRun', '/body/listPrice', '/body/city', '/body/color', '/headers/if-match'];
  const problem = expectProblem(answer, 'validation_failed');
  expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(pointers.sort());
});

test('two hundred members with names of a thousand characters: the answer stays as small as the contract says', async () => {
  const flood = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i}`.padEnd(1000, '🏠'), i]));
  const problem = expectProblem(
    await server.call('POST', '/v1/users', { key: server.keys.broker, body: { ...user, ...flood } }),
    'validation_failed',
  );
  expect(problem.errors).toHaveLength(100);
});

test('a hundred long scopes of no role: the answer stays as small as the contract says', async () => {
  const scopes = Array.from(
    { length: 100 },
    (_, i) => `a:${String.fromCharCode(97 + (i % 26)).repeat(62 - Math.floor(i / 26))}`,
  );
  const answer = await server.call('POST', '/v1/keys', { key: server.keys.broker, body: { ...key, scopes } });
  expectProblem(answer, 'scope_outside_role', ['/body/scopes']);
});

test('what is at its bound is taken: text is counted in characters as people see them in the contract', async () => {
  const body = {
    ...key,
    name: 'n'.repeat(100),
    purpose: '🏠'.repeat(500),
    expiresAt: at(1),
    scopes: [],
    metadata: {},
  };
  const answer = await server.call<KeyCreated>('POST', '/v1/keys', { key: server.keys.broker, body });
  expect(answer.status).toBe(201);
  expect(answer.body.key).toMatchObject({
    purpose: '🏠'.repeat(500),
    scopes: [],
    ownerUserId: fixtureId('usr', 'elenaRuiz'),
  });
});
