import type { KeyCreated, Property } from '@homestar/sdk/internal';
import { fixtureId } from '../../mock-server/src/fixtures/fixture-id.ts';
import type { AnyOperationId } from '../support/contract-document.ts';
import { newListing } from '../support/new-listing.ts';
import type { Asking, QaServer } from '../support/server.ts';

/** A request that the operation carries out. */
export interface Good extends Asking {
  readonly method: string;
  readonly target: string;
}

const get = (target: string) => async (): Promise<Good> => ({ method: 'GET', target });
let made = 0;

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
  'keys.create': async () => ({ method: 'POST', target: '/v1/keys', body: newKey }),
  'keys.revoke': async ({ call, keys }) => {
    const { body } = await call<KeyCreated>('POST', '/v1/keys', { key: keys.broker, body: newKey });
    return {
      method: 'POST',
      target: `/v1/keys/${body.key?.id ?? 'key_0'}/revoke`,
      body: { reason: 'superseded', note: 'Replaced.' },
    };
  },
  'roles.list': get('/v1/roles'),
  'brokerages.list': get('/v1/brokerages'),
  'brokerages.get': get(`/v1/brokerages/${fixtureId('brk', 'bartonCreek')}`),
  'brokerages.create': async ({ keys }) => ({
    method: 'POST',
    target: '/v1/brokerages',
    key: keys.admin,
    body: { name: 'Lakeside Homes', timeZone: 'America/Chicago' },
  }),
  'users.list': get('/v1/users?role=agent'),
  'users.create': async () => ({
    method: 'POST',
    target: '/v1/users',
    body: { role: 'agent', name: 'Nina Park', email: `nina${++made}@bartoncreek.example` },
  }),
  'properties.list': get('/v1/properties?standardStatus=Active,Pending&sort=-listPrice&limit=3'),
  'properties.get': async (server) => ({ method: 'GET', target: `/v1/properties/${await aListing(server)}` }),
  'properties.create': async () => ({ method: 'POST', target: '/v1/properties', body: newListing }),
  'properties.update': async (server) => ({
    method: 'PATCH',
    target: `/v1/properties/${await aListing(server)}`,
    body: { listPrice: 669000, yearBuilt: null },
    headers: ['If-Match', '*'],
  }),
  'auditEvents.list': get('/v1/audit-events?order=asc&limit=5'),
  'auditEvents.get': async ({ keys }) => ({
    method: 'GET',
    target: '/v1/audit-events/evt_2',
    key: keys.admin,
  }),
  'fixtures.list': get('/_mock/fixtures'),
  'clock.get': get('/_mock/clock'),
  'clock.set': async () => ({ method: 'PUT', target: '/_mock/clock', body: { mode: 'frozen' } }),
  'clock.advance': async () => ({ method: 'POST', target: '/_mock/clock/advance', body: { toNext: true } }),
  'world.reset': async () => ({ method: 'POST', target: '/_mock/reset' }),
};

/** A listing of the magic key `broker`. */
export async function aListing({ call, keys }: QaServer): Promise<string> {
  const list = await call<{ data: Property[] }>('GET', '/v1/properties?limit=1', { key: keys.broker });
  // Where the server refuses everything, any id will do.
  return list.body.data?.[0]?.listingKey ?? 'lst_0';
}
