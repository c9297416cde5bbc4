import type { User } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import { people } from '../../mock-server/src/fixtures/people.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { eventsOf } from '../support/log.ts';
import { plantKey } from '../support/planted.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const noah = fixtureId('usr', 'noahWhite');
const sam = fixtureId('usr', 'samOkafor');
const ada = fixtureId('usr', 'adaMoreno');
const anyVersion = ['If-Match', '*'];
const change = (id: string, body: object, headers: readonly string[] = anyVersion) =>
  server.call<User>('PATCH', `/v1/users/${id}`, { key: server.keys.broker, headers, body });
const deactivate = (id: string, key = server.keys.broker, body?: object) =>
  server.call<User>('POST', `/v1/users/${id}/deactivate`, { key, body });
const whoami = async (key: string) => (await server.call('GET', '/v1/whoami', { key })).body.code;

test('two users of one brokerage who are given the same email at once: one is made', async () => {
  const body = { role: 'agent', name: 'Ines Duarte', email: 'Ines@bartoncreek.example' };
  const asked = [body, { ...body, email: 'ines@BartonCreek.example' }];
  const answers = await Promise.all(
    asked.map((each) => server.call('POST', '/v1/users', { key: server.keys.broker, body: each })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test('a user is made, read under the Location, and changed from the ETag', async () => {
  const body = { role: 'agent', name: 'Ines Duarte', email: 'ines@bartoncreek.example' };
  const made = await server.call<User>('POST', '/v1/users', { key: server.keys.broker, body });
  const read = await server.call('GET', made.headers.get('Location')!, { key: server.keys.broker });
  expect([read.headers.get('ETag'), read.body]).toEqual([made.headers.get('ETag'), made.body]);

  const etag = ['If-Match', made.headers.get('ETag')!];
  const changed = await change(made.body.id, { name: 'Inês Duarte' }, etag);
  expect(changed.body).toEqual({ ...made.body, name: 'Inês Duarte' });
  expectProblem(await change(made.body.id, { name: 'Ines' }, etag), 'precondition_failed');
  expectProblem(await change(made.body.id, { name: 'Ines' }, []), 'precondition_required');
  expect(await eventsOf(server.world, changed)).toMatchObject([
    {
      target: made.body.id,
      changes: [{ before: { name: 'Ines Duarte' }, after: { name: 'Inês Duarte' } }],
    },
  ]);
});

describe('an email', () => {
  test('of another user of the brokerage is taken, whatever its letters’ case', async () => {
    const answer = await change(noah, { email: people.priyaRama.email.toUpperCase() });
    expect(expectProblem(answer, 'conflict').detail).toBe('A user of this brokerage has this email.');
    expect((await change(noah, { email: people.elenaRuiz.email })).status).toBe(409);
  });

  test('of the user is the user’s own to write otherwise', async () => {
    const email = people.noahWhite.email.toUpperCase();
    expect((await change(noah, { email })).body).toMatchObject({ email });
    expect((await change(noah, { email, name: 'Noah W.' })).status).toBe(200);
  });

  test('given to two users at once is given to one', async () => {
    const email = 'front.desk@bartoncreek.example';
    const answers = await Promise.all([
      change(noah, { email }),
      change(fixtureId('usr', 'priyaRama'), { email }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('given to a new user and to another at once is given to one', async () => {
    const email = 'front.desk@bartoncreek.example';
    const body = { role: 'agent', name: 'Front Desk', email };
    const answers = await Promise.all([
      server.call('POST', '/v1/users', { key: server.keys.broker, body }),
      change(noah, { email }),
    ]);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1);
  });
});

describe('a deactivated user', () => {
  test('is shut out with every key, at the next request, and nobody else is', async () => {
    const other = await plantKey(server.world, 'noahWhite');
    const colleague = await plantKey(server.world, 'priyaRama');
    expect(await whoami(server.keys.agent)).toBeUndefined();
    const answer = await deactivate(noah);
    expect([answer.status, answer.body.status]).toEqual([200, 'deactivated']);
    expect(await whoami(server.keys.agent)).toBe('owner_deactivated');
    expect(await whoami(other.secret)).toBe('owner_deactivated');
    expect(await whoami(colleague.secret)).toBeUndefined();
  });

  test('shows it, under a new ETag', async () => {
    const { headers } = await deactivate(noah);
    const read = await server.call('GET', `/v1/users/${noah}`, { key: server.keys.broker });
    expect(read.body).toMatchObject({ status: 'deactivated', name: people.noahWhite.name });
    expect([headers.get('ETag'), read.headers.get('ETag')]).toEqual(['"2"', '"2"']);
  });

  test('cannot be deactivated again, and is told since when', async () => {
    await deactivate(noah);
    await server.clock.advance(60_000);
    const problem = expectProblem(await deactivate(noah), 'conflict');
    expect(problem.detail).toBe(`The user was deactivated at ${new Date(startOfTime).toISOString()}.`);
  });

  test('stands in the log with the note, where one was given', async () => {
    const noted = await deactivate(noah, server.keys.broker, { note: 'Left in February.' });
    expect((await eventsOf(server.world, noted))[0]!.changes).toEqual([
      {
        target: noah,
        before: { status: 'active' },
        after: { status: 'deactivated' },
        note: 'Left in February.',
      },
    ]);
    const unnoted = await deactivate(fixtureId('usr', 'priyaRama'));
    expect((await eventsOf(server.world, unnoted))[0]!.changes[0]!.after).toEqual({ status: 'deactivated' });
  });

  test('asked for twice under one Idempotency-Key, is deactivated once and told so twice', async () => {
    const target = `/v1/users/${noah}/deactivate`;
    const asking = { key: server.keys.broker, headers: ['Idempotency-Key', 'leaver-7'] };
    const [first, second] = [
      await server.call('POST', target, asking),
      await server.call('POST', target, asking),
    ];
    expect([second.status, second.body]).toEqual([200, first.body]);
  });
});

describe('attack: a broker takes what is not the broker’s to manage', () => {
  const elena = fixtureId('usr', 'elenaRuiz');

  test('itself: by another email it would be somebody else, without a key it would leave nobody', async () => {
    expectProblem(await change(elena, { email: 'new@bartoncreek.example' }), 'permission_denied');
    expectProblem(await deactivate(elena), 'permission_denied');
    expect(await whoami(server.keys.broker)).toBeUndefined();
  });

  test('another broker of its brokerage, who is told apart from an agent whatever the version', async () => {
    const body = {
      role: 'broker',
      name: 'Rui Costa',
      email: 'rui@bartoncreek.example',
      brokerageId: people.elenaRuiz.brokerageId,
    };
    const { id } = (await server.call<User>('POST', '/v1/users', { key: server.keys.admin, body })).body;
    for (const headers of [anyVersion, ['If-Match', '"99"']]) {
      expectProblem(await change(id, { name: 'Rui' }, headers), 'permission_denied');
    }
    expectProblem(await deactivate(id), 'permission_denied');
  });
});

describe('the last usable admin key', () => {
  test('stays with its owner: everybody else’s has gone', async () => {
    expect((await deactivate(sam, server.keys.admin)).status).toBe(200);
    const problem = expectProblem(await deactivate(ada, server.keys.admin), 'last_admin_key');
    expect(problem.detail).toBe('No other user has an admin key that stays usable.');
    expect(await whoami(server.keys.admin)).toBeUndefined();
  });

  test('is not one that cannot be used', async () => {
    await deactivate(sam, server.keys.admin);
    const body = { role: 'admin', name: 'Third Administrator', email: 'third@homestar.example' };
    await server.call('POST', '/v1/users', { key: server.keys.admin, body });
    await plantKey(server.world, 'adaMoreno');
    await plantKey(server.world, 'samOkafor');
    expectProblem(await deactivate(ada, server.keys.admin), 'last_admin_key');
  });

  test('is not one that is being replaced', async () => {
    const graceEndsAt = server.clock.now() + 60_000;
    await deactivate(sam, server.keys.admin);
    const body = { role: 'admin', name: 'Third Administrator', email: 'third@homestar.example' };
    const third = await server.call<User>('POST', '/v1/users', { key: server.keys.admin, body });
    const leaving = { lineage: { ownerUserId: third.body.id }, key: { graceEndsAt } };
    const { secret } = await plantKey(server.world, 'samOkafor', leaving);
    expect(await whoami(secret)).toBeUndefined();
    expectProblem(await deactivate(ada, server.keys.admin), 'last_admin_key');
  });

  test('is not asked for where the user is no administrator', async () => {
    await deactivate(sam, server.keys.admin);
    expect((await deactivate(noah, server.keys.admin)).status).toBe(200);
  });

  test('may go with an administrator who leaves another behind', async () => {
    expect((await deactivate(ada, server.keys.admin)).status).toBe(200);
    expect(await whoami(server.keys.admin)).toBe('owner_deactivated');
    expect(await whoami(server.keys.secondAdmin)).toBeUndefined();
  });
});
