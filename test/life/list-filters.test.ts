import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { austin, type Person } from '../../mock-server/src/fixtures/people.ts';
import type { KeyRow, LineageRow } from '../../mock-server/src/store/rows.ts';
import { days, iso } from '../support/key-calls.ts';
import { plantKey } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

interface Page {
  readonly data: { readonly id: string; readonly name: string; readonly brokerageId: string | null }[];
  readonly nextCursor: string | null;
}
type By = 'admin' | 'broker' | 'otherBroker';
const list = (query: Record<string, string>, by: By = 'admin') =>
  server.call<Page>('GET', `/v1/keys?${new URLSearchParams({ limit: '100', ...query })}`, {
    key: server.keys[by],
  });
const names = async (query: Record<string, string>, by?: By) =>
  (await list(query, by)).body.data.map(({ name }) => name);
const plant = (owner: Person, name: string, lineage: Partial<LineageRow> = {}, key: Partial<KeyRow> = {}) =>
  plantKey(server.world, owner, { lineage: { name, ...lineage }, key });
const at = (ms: number) => iso(startOfTime + ms);
const use = ({ secret }: { readonly secret: string }) => server.call('GET', '/v1/whoami', { key: secret });

describe('by owner', () => {
  test('the keys of that user, whatever the role of each', async () => {
    await plant('elenaRuiz', 'of Elena', {}, { createdAt: startOfTime + 1 });
    await plant('elenaRuiz', 'of Elena, for an agent', { role: 'agent' }, { createdAt: startOfTime + 2 });
    const ownerUserId = fixtureId('usr', 'elenaRuiz');
    expect(await names({ ownerUserId })).toEqual(['broker', 'of Elena', 'of Elena, for an agent']);
    expect(await names({ ownerUserId, role: 'agent' }, 'broker')).toEqual(['of Elena, for an agent']);
  });

  test('attack: of another brokerage, as of nobody: an empty list', async () => {
    for (const user of ['tomasVega', 'graceLind', 'adaMoreno', 'nobody']) {
      const answer = await list({ ownerUserId: fixtureId('usr', user) }, 'broker');
      expect([answer.status, answer.body]).toEqual([200, { data: [], nextCursor: null }]);
    }
  });
});

describe('by a part of the name', () => {
  beforeEach(async () => {
    for (const name of [
      'Nightly FEED',
      'feeder',
      '100% of it',
      'snake_case',
      'Zoë’s',
      'ZOË’S',
      'back\\slash',
      'a*b?',
    ]) {
      await plant('noahWhite', name);
    }
  });

  test.each([
    ['feed', ['Nightly FEED', 'feeder']],
    ['FeEd', ['Nightly FEED', 'feeder']],
    ['y f', ['Nightly FEED']],
    ['%', ['100% of it']],
    ['_', ['snake_case']],
    ['*', ['a*b?']],
    ['?', ['a*b?']],
    ['\\', ['back\\slash']],
    ['zoë', ['Zoë’s']],
    ['ZOË', ['ZOË’S']],
    ["' OR 1=1 --", []],
    ['feed%', []],
  ])('%s', async (nameContains, found) => {
    expect((await names({ nameContains })).toSorted()).toEqual(found.toSorted());
  });

  test.each(['', 'x'.repeat(101)])(
    'a text of no length, or of too much, is refused',
    async (nameContains) => {
      expect((await list({ nameContains })).body).toMatchObject({
        errors: [{ pointer: '/query/nameContains' }],
      });
    },
  );
});

describe('by the last use', () => {
  test('before: what was not used at that time or later, and what never was; after: all others', async () => {
    const [early, late] = [await plant('noahWhite', 'use early'), await plant('noahWhite', 'use late')];
    await plant('noahWhite', 'use never');
    await use(early);
    await server.clock.advance(1000);
    await use(late);
    const used = async (query: Record<string, string>) =>
      (await names({ nameContains: 'use ', ...query })).map((name) => name.slice(4)).toSorted();
    expect(await used({ lastUsedBefore: at(1000) })).toEqual(['early', 'never']);
    expect(await used({ lastUsedBefore: at(0) })).toEqual(['never']);
    expect(await used({ lastUsedBefore: at(1001) })).toEqual(['early', 'late', 'never']);
    expect(await used({ lastUsedAfter: at(1000) })).toEqual(['late']);
    expect(await used({ lastUsedAfter: at(1001) })).toEqual([]);
    expect(await used({ lastUsedAfter: at(0) })).toEqual(['early', 'late']);
    expect(await used({ lastUsedAfter: at(0), lastUsedBefore: at(1000) })).toEqual(['early']);
  });

  test('a use counts at once', async () => {
    const key = await plant('noahWhite', 'just now');
    for (let i = 0; i < 3; i++) {
      await server.clock.advance(1000);
      const now = at(1000 * (i + 1));
      expect(await names({ lastUsedAfter: now, nameContains: 'just' })).toEqual([]);
      await use(key);
      expect(await names({ lastUsedAfter: now, nameContains: 'just' })).toEqual(['just now']);
    }
  });
});

describe('by when they are to be rotated', () => {
  const due = (rotationDueBefore: string) => names({ rotationDueBefore, nameContains: 'rotate' });
  const made = (ms: number) => ({ createdAt: startOfTime - days(90) + ms });

  test('what is accepted, has no successor, and is due before that time', async () => {
    await plant('noahWhite', 'rotate long since', {}, made(-days(5)));
    await plant('noahWhite', 'rotate now', {}, made(0));
    await plant('noahWhite', 'rotate soon', {}, made(1));
    await plant('noahWhite', 'rotate: has a successor', {}, { ...made(-1), successorId: 'key_000agent0000' });
    await plant('noahWhite', 'rotate: suspended', { suspendedAt: 1 }, made(-1));
    await plant('noahWhite', 'rotate: expired', { expiresAt: startOfTime }, made(-1));
    await plant('noahWhite', 'rotate: revoked', {}, { ...made(-1), revokedAt: 1, revocationReason: 'other' });
    expect(await due(at(0))).toEqual(['rotate long since']);
    expect(await due(at(1))).toEqual(['rotate long since', 'rotate now']);
    expect(await due(at(2))).toEqual(['rotate long since', 'rotate now', 'rotate soon']);
  });
});

test('all of them together narrow the list', async () => {
  const lineage = { role: 'broker' };
  const key = await plant('elenaRuiz', 'The one', lineage);
  await plant('elenaRuiz', 'The one unused', lineage);
  await plant('elenaRuiz', 'The one for an agent', { role: 'agent' }).then(use);
  await plant('noahWhite', 'The one of Noah', lineage).then(use);
  await plant('elenaRuiz', 'Another', lineage).then(use);
  await plant('graceLind', 'The one of Denver', lineage).then(use);
  await use(key);
  const query = {
    status: 'active',
    role: 'broker',
    brokerageId: austin,
    ownerUserId: fixtureId('usr', 'elenaRuiz'),
    nameContains: 'the one',
    lastUsedAfter: at(0),
    lastUsedBefore: at(1),
    rotationDueBefore: at(days(91)),
  };
  for (const by of ['admin', 'broker'] as const) expect(await names(query, by)).toEqual(['The one']);
  expect(await names(query, 'otherBroker')).toEqual([]);
});

test('page by page, each filter keeps what it says, in the order of creation', async () => {
  for (let i = 0; i < 7; i++) await plant('noahWhite', `Feed ${i}`, {}, { createdAt: startOfTime + i });
  for (let i = 0; i < 5; i++) await plant('noahWhite', `Other ${i}`, {}, { createdAt: startOfTime + i });
  const found: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: Record<string, string> = { nameContains: 'feed', limit: '3', ...(cursor && { cursor }) };
    const { body }: { body: Page } = await list(query);
    found.push(...body.data.map(({ name }) => name));
    cursor = body.nextCursor;
  }
  expect(found).toEqual(Array.from({ length: 7 }, (_, i) => `Feed ${i}`));
});

describe('a cursor belongs to its filters', () => {
  test.each([
    { nameContains: 'bro' },
    { ownerUserId: fixtureId('usr', 'elenaRuiz') },
    { lastUsedBefore: at(1) },
    { lastUsedBefore: at(0) },
    { lastUsedAfter: at(0) },
    { rotationDueBefore: at(days(365)) },
    {},
  ])('one without them, or with others, does not go on with %j', async (other) => {
    const { nextCursor } = (await list({ lastUsedBefore: at(days(1)), limit: '1' })).body;
    const answer = await list({ ...other, cursor: nextCursor! });
    expect([answer.status, answer.body]).toMatchObject([400, { code: 'cursor_invalid' }]);
  });
});

test.each([
  ['ownerUserId', 'usr_1'],
  ['ownerUserId', ''],
  ['lastUsedBefore', 'yesterday'],
  ['lastUsedAfter', '2026-03-01'],
  ['lastUsedAfter', '0'],
  ['rotationDueBefore', '2026-02-30T00:00:00Z'],
])('%s=%s is refused', async (name, value) => {
  const { status, body } = await list({ [name]: value });
  expect([status, body]).toMatchObject([422, { errors: [{ pointer: `/query/${name}` }] }]);
});

test('attack: a broker’s filters reach no key of another brokerage', async () => {
  const theirs = await plant('graceLind', 'Feed of Denver', {}, { createdAt: 1 });
  await use(theirs);
  for (const query of [
    { nameContains: 'Denver' },
    { lastUsedAfter: at(0), nameContains: 'denver' },
    { rotationDueBefore: at(0), nameContains: 'denver' },
    { brokerageId: 'brk_000frontRang' },
  ]) {
    expect(await names(query, 'broker')).toEqual([]);
    expect(await names(query, 'otherBroker')).toContain('Feed of Denver');
  }
});
