import type { OperationId } from '@homestar/sdk/internal';
import { newLead } from '../support/new-lead.ts';
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
const patch = (path: string, body: object): Aimed => ({
  method: 'PATCH',
  path,
  headers: ['If-Match', '*'],
  body,
});

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
  'brokerages.update': ({ brokerageId }) =>
    patch(`/v1/brokerages/${brokerageId}`, { name: 'Hill Country Homes' }),
  'brokerages.close': (place, target, { emptyBrokerageId }) =>
    post(`/v1/brokerages/${target === 'own' ? emptyBrokerageId : place.brokerageId}/close`, {}),
  'users.list': () => get('/v1/users'),
  'users.create': ({ brokerageId }, target) =>
    post('/v1/users', {
      role: target === 'admin' || target === 'broker' ? target : 'agent',
      name: 'Ines Duarte',
      email: `ines${people++}@homestar.example`,
      ...(target !== 'admin' && { brokerageId }),
    }),
  'users.get': (...aimed) => get(`/v1/users/${userOf(...aimed)}`),
  'users.update': (...aimed) => patch(`/v1/users/${userOf(...aimed)}`, { name: 'Inês Duarte' }),
  'users.deactivate': (...aimed) => post(`/v1/users/${userOf(...aimed)}/deactivate`, {}),
  'properties.list': () => get('/v1/properties'),
  'properties.get': (place, target) => get(`/v1/properties/${listingKeyOf(place, target)}`),
  'properties.create': ({ brokerageId, userId, colleagueId }, target) => {
    const listAgentKey = target === 'colleague' ? colleagueId : userId;
    return post('/v1/properties', { ...newListing, brokerageId, listAgentKey });
  },
  'properties.update': (place, target, { foreign }) => {
    const listAgentKey = receiverOf(place, target, foreign);
    const body = listAgentKey ? { listAgentKey } : { listPrice: 460_000 };
    return patch(`/v1/properties/${listingKeyOf(place, target)}`, body);
  },
  'leads.list': () => get('/v1/leads'),
  'leads.get': (place, target) => get(`/v1/leads/${leadIdOf(place, target)}`),
  'leads.create': (place, target, { own, foreign, absent }) => {
    const ownerUserId = target === 'colleague' ? place.colleagueId : place.userId;
    const listingKey = {
      listing: own.listingKey,
      theirListing: own.colleagueListingKey,
      foreignListing: foreign.listingKey,
      absentListing: absent.listingKey,
    }[target];
    const { brokerageId } = place;
    return post('/v1/leads', { ...newLead, brokerageId, ownerUserId, ...(listingKey && { listingKey }) });
  },
  'leads.update': (place, target, { foreign }) => {
    const ownerUserId = receiverOf(place, target, foreign);
    const body = ownerUserId ? { ownerUserId } : { status: 'contacted' };
    return patch(`/v1/leads/${leadIdOf(place, target)}`, body);
  },
  'properties.delete': (place, target) => ({
    method: 'DELETE',
    path: `/v1/properties/${listingKeyOf(place, target)}`,
  }),
  'keys.list': () => get('/v1/keys'),
  'keys.get': (place, target, { self }) => get(`/v1/keys/${target === 'self' ? self : place.keyId}`),
  'keys.update': (place, target, { self }) =>
    patch(`/v1/keys/${target === 'self' ? self : place.keyId}`, { name: 'Nightly feed' }),
  'keys.usage': (place, target, { self }) => get(`/v1/keys/${target === 'self' ? self : place.keyId}/usage`),
  'keys.verify': (place, target, { selfSecret }) =>
    post('/v1/keys/verify', { apiKey: target === 'self' ? selfSecret : place.secret }),
  'keys.create': ({ userId }, target) =>
    post('/v1/keys', {
      name: 'Feed',
      purpose: 'Publishes listings',
      role: target === 'admin' ? 'admin' : 'agent',
      ...(target !== 'admin' && { ownerUserId: userId }),
    }),
  'keys.revoke': (place, target, { self }) =>
    post(`/v1/keys/${target === 'self' ? self : place.keyId}/revoke`, { reason: 'other' }),
  'decisions.get': ({ requestId }) => get(`/v1/decisions/${requestId}`),
  'decisions.simulate': (place, target, { self }) =>
    post('/v1/decisions/simulate', {
      keyId: target === 'self' ? self : place.keyId,
      operationId: 'properties.list',
    }),
  'keys.rotate': (place, target, { self }) =>
    post(`/v1/keys/${target === 'self' ? self : place.keyId}/rotate`, {}),
  'keys.completeRotation': (place, target, { self }) =>
    post(`/v1/keys/${target === 'self' ? self : place.rotatedKeyId}/rotation/complete`, {}),
  'keys.cancelRotation': (place, target, { self }) =>
    post(`/v1/keys/${target === 'self' ? self : place.rotatedKeyId}/rotation/cancel`, {}),
  'keys.suspend': (place, target, { self }) =>
    post(`/v1/keys/${target === 'self' ? self : place.keyId}/suspend`, {}),
  'keys.resume': (place, target, { self }) =>
    post(`/v1/keys/${target === 'self' ? self : place.suspendedKeyId}/resume`, {}),
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

function leadIdOf({ leadId, colleagueLeadId }: Place, target: string): string {
  return target === 'colleague' ? colleagueLeadId : leadId;
}

/** Who is to have the record from now on: a colleague, somebody of another brokerage, or whoever has it. */
function receiverOf({ colleagueId }: Place, target: string, foreign: Place): string | undefined {
  if (target === 'away') return colleagueId;
  return target === 'abroad' ? foreign.userId : undefined;
}

function userOf({ newAgentId, newBrokerId }: Place, target: string, { newAdminId }: Targets): string {
  if (target === 'admin') return newAdminId;
  return target === 'broker' ? newBrokerId : newAgentId;
}
