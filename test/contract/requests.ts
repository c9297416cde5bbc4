import type { Brokerage, KeyCreated, KeyRotated, Lead, Property, User } from '@homestar/sdk/internal';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import type { AnyOperationId } from '../support/contract-document.ts';
import { newLead } from '../support/new-lead.ts';
import { newListing } from '../support/new-listing.ts';
import type { Asking, QaServer } from '../support/server.ts';

/** A request that the operation carries out. */
export interface Good extends Asking {
  readonly method: string;
  readonly target: string;
}

const get = (target: string) => async (): Promise<Good> => ({ method: 'GET', target });
let made = 0;
const emailOfNobody = () => `nina${++made}@bartoncreek.example`;
const newUser = () => ({ role: 'agent', name: 'Nina Park', email: emailOfNobody() });

const newKey = {
  name: 'Feed',
  purpose: 'Publishes our listings.',
  role: 'agent',
  scopes: ['properties:read'],
};

/** One good request per operation; what it needs is made first, so that each can be asked for again and again. */
export const goodRequests: Readonly<Record<AnyOperationId, (server: QaServer) => Promise<Good>>> = {
  'health.live': get('/health/live'),
  'health.ready': get('/health/ready'),
  'whoami.get': get('/v1/whoami'),
  'keys.list': get('/v1/keys?status=active&limit=2'),
  'keys.get': get(`/v1/keys/${fixtureId('key', 'agent')}`),
  'keys.usage': get(`/v1/keys/${fixtureId('key', 'agent')}/usage?from=2026-02-01&to=2026-03-01`),
  'keys.verify': async ({ keys }) => ({
    method: 'POST',
    target: '/v1/keys/verify',
    body: {
      apiKey: keys.agent,
      permission: 'properties:read and not (keys:write or audit:read)',
      brokerageId: fixtureId('brk', 'bartonCreek'),
      ipAddress: '203.0.113.7',
      cost: 2,
    },
  }),
  'keys.update': async () => ({
    method: 'PATCH',
    target: `/v1/keys/${fixtureId('key', 'agent')}`,
    body: {
      name: 'Feed',
      scopes: ['properties:read', 'roles:read'],
      expiresAt: null,
      limits: { lineage: 600 },
    },
    headers: ['If-Match', '*'],
  }),
  'keys.create': async () => ({ method: 'POST', target: '/v1/keys', body: newKey }),
  'keys.rotate': async (server) => ({
    method: 'POST',
    target: `/v1/keys/${await aNewKey(server)}/rotate`,
    body: { graceSeconds: 3600, reason: 'Quarterly rotation.' },
  }),
  'keys.completeRotation': async (server) => ({
    method: 'POST',
    target: `/v1/keys/${await aRotatedKey(server)}/rotation/complete`,
    body: { force: false },
  }),
  'keys.cancelRotation': async (server) => ({
    method: 'POST',
    target: `/v1/keys/${await aRotatedKey(server)}/rotation/cancel`,
    body: { note: 'The new secret was lost.' },
  }),
  'keys.suspend': async (server) => ({
    method: 'POST',
    target: `/v1/keys/${await aNewKey(server)}/suspend`,
    body: { note: 'An incident at the vendor.' },
  }),
  'keys.resume': async (server) => {
    const target = `/v1/keys/${await aNewKey(server)}`;
    await server.call('POST', `${target}/suspend`, { key: server.keys.broker });
    return { method: 'POST', target: `${target}/resume`, body: { note: 'It is over.' } };
  },
  'keys.revoke': async (server) => ({
    method: 'POST',
    target: `/v1/keys/${await aNewKey(server)}/revoke`,
    body: { reason: 'superseded', note: 'Replaced.' },
  }),
  'roles.list': get('/v1/roles'),
  'brokerages.list': get('/v1/brokerages'),
  'brokerages.get': get(`/v1/brokerages/${fixtureId('brk', 'bartonCreek')}`),
  'brokerages.create': async ({ keys }) => ({
    method: 'POST',
    target: '/v1/brokerages',
    key: keys.admin,
    body: { name: 'Lakeside Homes', timeZone: 'America/Chicago' },
  }),
  'brokerages.update': async ({ keys }) => ({
    method: 'PATCH',
    target: `/v1/brokerages/${fixtureId('brk', 'bartonCreek')}`,
    key: keys.admin,
    body: { name: 'Barton Creek Homes', timeZone: 'america/chicago' },
    headers: ['If-Match', '*'],
  }),
  'brokerages.close': async ({ call, keys }) => {
    const body = { name: 'Lakeside Homes', timeZone: 'America/Chicago' };
    const made = await call<Brokerage>('POST', '/v1/brokerages', { key: keys.admin, body });
    return {
      method: 'POST',
      target: `/v1/brokerages/${made.body.id ?? 'brk_0'}/close`,
      key: keys.admin,
      body: { note: 'Merged.' },
    };
  },
  'users.list': get('/v1/users?role=agent'),
  'users.create': async () => ({ method: 'POST', target: '/v1/users', body: newUser() }),
  'users.get': get(`/v1/users/${fixtureId('usr', 'noahWhite')}`),
  'users.update': async () => ({
    method: 'PATCH',
    target: `/v1/users/${fixtureId('usr', 'noahWhite')}`,
    body: { name: 'Noah Whitfield', email: emailOfNobody() },
    headers: ['If-Match', '*'],
  }),
  'users.deactivate': async ({ call, keys }) => {
    const made = await call<User>('POST', '/v1/users', { key: keys.broker, body: newUser() });
    return {
      method: 'POST',
      target: `/v1/users/${made.body.id ?? 'usr_0'}/deactivate`,
      body: { note: 'Left.' },
    };
  },
  'properties.list': get('/v1/properties?standardStatus=Active,Pending&sort=-listPrice&limit=3'),
  'properties.get': async (server) => ({ method: 'GET', target: `/v1/properties/${await aListing(server)}` }),
  'properties.create': async () => ({ method: 'POST', target: '/v1/properties', body: newListing }),
  'properties.update': async (server) => ({
    method: 'PATCH',
    target: `/v1/properties/${await aListing(server)}`,
    body: { listPrice: 669000, yearBuilt: null },
    headers: ['If-Match', '*'],
  }),
  'properties.delete': async (server) => ({
    method: 'DELETE',
    target: `/v1/properties/${await aListing(server)}`,
  }),
  'leads.list': get('/v1/leads?status=new,contacted&limit=3'),
  'leads.get': async (server) => ({ method: 'GET', target: `/v1/leads/${await aLead(server)}` }),
  'leads.create': async () => ({ method: 'POST', target: '/v1/leads', body: newLead }),
  'leads.update': async (server) => ({
    method: 'PATCH',
    target: `/v1/leads/${await aLead(server)}`,
    body: { status: 'qualified', message: null },
    headers: ['If-Match', '*'],
  }),
  'auditEvents.list': get('/v1/audit-events?order=asc&limit=5'),
  'auditEvents.get': async ({ keys }) => ({
    method: 'GET',
    target: '/v1/audit-events/evt_2',
    key: keys.admin,
  }),
  'decisions.get': async ({ call, keys }) => {
    const answer = await call('GET', '/v1/whoami', { key: keys.agent });
    return { method: 'GET', target: `/v1/decisions/${answer.headers.get('Request-Id')}` };
  },
  'decisions.simulate': async () => ({
    method: 'POST',
    target: '/v1/decisions/simulate',
    body: { keyId: fixtureId('key', 'agent'), operationId: 'properties.list', ipAddress: '203.0.113.7' },
  }),
  'fixtures.list': get('/_mock/fixtures'),
  'clock.get': get('/_mock/clock'),
  'clock.set': async () => ({ method: 'PUT', target: '/_mock/clock', body: { mode: 'frozen' } }),
  'clock.advance': async () => ({ method: 'POST', target: '/_mock/clock/advance', body: { toNext: true } }),
  'world.reset': async () => ({ method: 'POST', target: '/_mock/reset' }),
};

async function aNewKey({ call, keys }: QaServer): Promise<string> {
  const { body } = await call<KeyCreated>('POST', '/v1/keys', { key: keys.broker, body: newKey });
  return body.key?.id ?? 'key_0';
}

/** A key whose successor is in use. */
async function aRotatedKey(server: QaServer): Promise<string> {
  const id = await aNewKey(server);
  const { body } = await server.call<KeyRotated>('POST', `/v1/keys/${id}/rotate`, {
    key: server.keys.broker,
  });
  const secret = body.secret as unknown as string | undefined;
  if (secret) await server.call('GET', '/v1/whoami', { key: secret });
  return id;
}

/** A listing of the magic key `broker`. */
export async function aListing({ call, keys }: QaServer): Promise<string> {
  const list = await call<{ data: Property[] }>('GET', '/v1/properties?limit=1', { key: keys.broker });
  // Where the server refuses everything, any id will do.
  return list.body.data?.[0]?.listingKey ?? 'lst_0';
}

async function aLead({ call, keys }: QaServer): Promise<string> {
  const list = await call<{ data: Lead[] }>('GET', '/v1/leads?limit=1', { key: keys.broker });
  return list.body.data?.[0]?.id ?? 'lead_0';
}
