import type { Brokerage } from '@homestar/sdk/internal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { austin } from '../../mock-server/src/fixtures/people.ts';
import { expectProblem } from '../support/expect-problem.ts';
import { eventsOf } from '../support/log.ts';
import { newListing } from '../support/new-listing.ts';
import { type QaServer, startOfTime, startServer } from '../support/server.ts';

let server: QaServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const change = (body: object, headers: readonly string[] = ['If-Match', '*']) =>
  server.call<Brokerage>('PATCH', `/v1/brokerages/${austin}`, { key: server.keys.admin, headers, body });
const close = (body?: object) =>
  server.call<Brokerage>('POST', `/v1/brokerages/${austin}/close`, { key: server.keys.admin, body });
const whoami = async (key: string) => (await server.call('GET', '/v1/whoami', { key })).body.code;

test('a brokerage is changed from the version that was read, and no other', async () => {
  const read = await server.call<Brokerage>('GET', `/v1/brokerages/${austin}`, { key: server.keys.admin });
  const etag = ['If-Match', read.headers.get('ETag')!];
  const changed = await change({ name: 'Barton Creek Homes' }, etag);
  const modifiedAt = new Date(startOfTime).toISOString();
  expect(changed.body).toEqual({ ...read.body, name: 'Barton Creek Homes', modifiedAt });
  expectProblem(await change({ name: 'Another' }, etag), 'precondition_failed');
  expectProblem(await change({ name: 'Another' }, []), 'precondition_required');
});

test.each([
  ['america/denver', 'America/Denver'],
  ['US/Central', 'America/Chicago'],
])('the time zone %s is kept as %s, made or changed so', async (timeZone, canonical) => {
  const body = { name: 'Lakeside', timeZone };
  const made = await server.call<Brokerage>('POST', '/v1/brokerages', { key: server.keys.admin, body });
  expect([made.body.timeZone, (await change({ timeZone })).body.timeZone]).toEqual([canonical, canonical]);
});

test('a time zone that is none is refused, and nothing is changed', async () => {
  expectProblem(await change({ name: 'Lakeside', timeZone: 'Middle/Earth' }), 'validation_failed', [
    '/body/timeZone',
  ]);
  const read = await server.call<Brokerage>('GET', `/v1/brokerages/${austin}`, { key: server.keys.admin });
  expect(read.headers.get('ETag')).toBe('"1"');
});

describe('a closed brokerage', () => {
  test('is shut out with every key, at the next request, and no other is', async () => {
    for (const caller of ['broker', 'agent', 'otherBroker'] as const)
      expect(await whoami(server.keys[caller])).toBeUndefined();
    expect((await close()).body).toMatchObject({ status: 'closed' });
    expect(await whoami(server.keys.broker)).toBe('brokerage_closed');
    expect(await whoami(server.keys.agent)).toBe('brokerage_closed');
    expect(await whoami(server.keys.otherBroker)).toBeUndefined();
  });

  test('stays to be read by administrators, its records too, and takes no new ones', async () => {
    await close();
    const asAdmin = { key: server.keys.admin };
    expect((await server.call('GET', `/v1/brokerages/${austin}`, asAdmin)).body).toMatchObject({
      status: 'closed',
    });
    const leads = await server.call<{ data: object[] }>('GET', `/v1/leads?brokerageId=${austin}`, asAdmin);
    expect(leads.body.data.length).toBeGreaterThan(0);
    const body = { ...newListing, brokerageId: austin, listAgentKey: 'usr_000noahWhite' };
    expectProblem(await server.call('POST', '/v1/properties', { ...asAdmin, body }), 'validation_failed', [
      '/body/brokerageId',
    ]);
  });

  test('cannot be closed again, and is told since when', async () => {
    await close();
    await server.clock.advance(60_000);
    const problem = expectProblem(await close(), 'conflict');
    expect(problem.detail).toBe(`The brokerage was closed at ${new Date(startOfTime).toISOString()}.`);
  });

  test('stands in the log with the note', async () => {
    await server.clock.advance(1000);
    const [event] = await eventsOf(server.world, await close({ note: 'Merged.' }));
    expect(event).toMatchObject({
      brokerageId: austin,
      changes: [{ before: { status: 'active' }, after: { status: 'closed' }, note: 'Merged.' }],
    });
  });

  test('twice at once: one closes it', async () => {
    const answers = await Promise.all([close(), close()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
