import type { OperationId } from '@homestar/sdk/internal';
import { newListing } from '../support/new-listing.ts';
import type { Asking } from '../support/server.ts';
import type { Place, Targets } from './targets.ts';

export interface Aimed extends Pick<Asking, 'body' | 'headers'> {
  readonly method: string;
  readonly path: string;
}

type Aim = (place: Place, target: string, targets: Targets) => Aimed;

const get = (path: string): Aimed => ({ method: 'GET', path });
const post = (path: string, body: object): Aimed => ({ method: 'POST', path, body });

let people = 0;

/** One call of each operation, aimed at the records of a place. */
const calls: Readonly<Record<OperationId, Aim>> = {
  'health.live': () => get('/health/live'),
  'health.ready': () => get('/health/ready'),
  'whoami.get': () => get('/v1/whoami'),
  'roles.list': () => get('/v1/roles'),
  'brokerages.list': () => get('/v1/brokerages'),
  'brokerages.get': ({ brokerageId }) => get(`/v1/brokerages/${brokerageId}`),
  'brokerages.create': () =>
    post('/v1/brokerages', { name: 'Hill Country Homes', timeZone: 'America/Chicago' }),
  'users.list': () => get('/v1/users'),
  'users.create': ({ brokerageId }, target) =>
    post('/v1/users', {
      role: target === 'admin' || target === 'broker' ? target : 'agent',
      name: 'Ines Duarte',
      email: `ines${people++}@homestar.example`,
      ...(target !== 'admin' && { brokerageId }),
    }),
  'properties.list': () => get('/v1/properties'),
  'properties.get': (place, target) => get(`/v1/properties/${listingKeyOf(place, target)}`),
  'properties.create': ({ brokerageId, userId, colleagueId }, target) => {
    const listAgentKey = target === 'colleague' ? colleagueId : userId;
    return post('/v1/properties', { ...newListing, brokerageId, listAgentKey });
  },
  'properties.update': (place, target, { foreign }) => ({
    method: 'PATCH',
    path: `/v1/properties/${listingKeyOf(place, target)}`,
    headers: ['If-Match', '*'],
    body:
      target === 'away'
        ? { listAgentKey: place.colleagueId }
        : target === 'abroad'
          ? { listAgentKey: foreign.userId }
          : { listPrice: 460_000 },
  }),
  'keys.list': () => get('/v1/keys'),
  'keys.get': (place, target, { self }) => get(`/v1/keys/${target === 'self' ? self : place.keyId}`),
  'keys.create': ({ userId }, target) =>
    post('/v1/keys', {
      name: 'Feed',
      purpose: 'Publishes listings',
      role: target === 'admin' ? 'admin' : 'agent',
      ...(target !== 'admin' && { ownerUserId: userId }),
    }),
  'keys.revoke': (place, target, { self }) =>
    post(`/v1/keys/${target === 'self' ? self : place.keyId}/revoke`, { reason: 'other' }),
  'auditEvents.list': () => get('/v1/audit-events'),
  'auditEvents.get': ({ eventId }) => get(`/v1/audit-events/${eventId}`),
};

export function callOf(operation: string, target: string, targets: Targets): Aimed {
  const place = target === 'foreign' || target === 'absent' ? targets[target] : targets.own;
  return calls[operation as OperationId](place, target, targets);
}

function listingKeyOf({ listingKey, colleagueListingKey }: Place, target: string): string {
  return target === 'colleague' ? colleagueListingKey : listingKey;
}
