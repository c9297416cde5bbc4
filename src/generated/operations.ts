// Made of openapi/ by "npm run generate". Do not edit.

import type { OperationRow } from '../contract/operation-row.ts';

/** Every operation of the contract, by its id. */
export const operations = {
  'health.live': { method: 'GET', path: '/health/live', keyed: false },
  'health.ready': { method: 'GET', path: '/health/ready', keyed: false },
  'whoami.get': { method: 'GET', path: '/v1/whoami' },
  'keys.create': { method: 'POST', path: '/v1/keys', sensitive: ['/secret'] },
  'keys.list': { method: 'GET', path: '/v1/keys' },
  'keys.get': { method: 'GET', path: '/v1/keys/{keyId}' },
  'keys.update': { method: 'PATCH', path: '/v1/keys/{keyId}' },
  'keys.verify': { method: 'POST', path: '/v1/keys/verify', readOnly: true, carriesKey: ['/apiKey'] },
  'keys.usage': { method: 'GET', path: '/v1/keys/{keyId}/usage' },
  'keys.rotate': { method: 'POST', path: '/v1/keys/{keyId}/rotate', sensitive: ['/secret'] },
  'keys.completeRotation': { method: 'POST', path: '/v1/keys/{keyId}/rotation/complete' },
  'keys.cancelRotation': { method: 'POST', path: '/v1/keys/{keyId}/rotation/cancel' },
  'keys.suspend': { method: 'POST', path: '/v1/keys/{keyId}/suspend' },
  'keys.resume': { method: 'POST', path: '/v1/keys/{keyId}/resume' },
  'keys.revoke': { method: 'POST', path: '/v1/keys/{keyId}/revoke' },
  'roles.list': { method: 'GET', path: '/v1/roles' },
  'brokerages.create': { method: 'POST', path: '/v1/brokerages' },
  'brokerages.list': { method: 'GET', path: '/v1/brokerages' },
  'brokerages.get': { method: 'GET', path: '/v1/brokerages/{brokerageId}' },
  'brokerages.update': { method: 'PATCH', path: '/v1/brokerages/{brokerageId}' },
  'brokerages.close': { method: 'POST', path: '/v1/brokerages/{brokerageId}/close' },
  'users.create': { method: 'POST', path: '/v1/users' },
  'users.list': { method: 'GET', path: '/v1/users' },
  'users.get': { method: 'GET', path: '/v1/users/{userId}' },
  'users.update': { method: 'PATCH', path: '/v1/users/{userId}' },
  'users.deactivate': { method: 'POST', path: '/v1/users/{userId}/deactivate' },
  'properties.list': { method: 'GET', path: '/v1/properties' },
  'properties.create': { method: 'POST', path: '/v1/properties' },
  'properties.get': { method: 'GET', path: '/v1/properties/{listingKey}' },
  'properties.update': { method: 'PATCH', path: '/v1/properties/{listingKey}' },
  'properties.delete': { method: 'DELETE', path: '/v1/properties/{listingKey}' },
  'leads.list': { method: 'GET', path: '/v1/leads' },
  'leads.create': { method: 'POST', path: '/v1/leads' },
  'leads.get': { method: 'GET', path: '/v1/leads/{leadId}' },
  'leads.update': { method: 'PATCH', path: '/v1/leads/{leadId}' },
  'auditEvents.list': { method: 'GET', path: '/v1/audit-events' },
  'auditEvents.get': { method: 'GET', path: '/v1/audit-events/{eventId}' },
  'decisions.get': { method: 'GET', path: '/v1/decisions/{requestId}' },
  'decisions.simulate': { method: 'POST', path: '/v1/decisions/simulate', readOnly: true },
} as const satisfies Record<string, OperationRow>;

export type OperationId = keyof typeof operations;
