// Made of openapi/ by "npm run generate". Do not edit.

import type { RoleGrant } from '../contract/role.ts';

/** Every role a key can have. */
export const roles = {
  admin: {
    title: 'Platform administrator',
    description: 'Everything, in every brokerage.',
    permissions: [
      'properties:read',
      'properties:write',
      'properties:delete',
      'leads:read',
      'leads:write',
      'brokerages:read',
      'brokerages:write',
      'users:read',
      'users:write',
      'keys:read',
      'keys:write',
      'keys:verify',
      'keys:approve',
      'roles:read',
      'audit:read',
      'audit:export',
      'decisions:read',
      'alerts:read',
      'alerts:write',
      'webhooks:read',
      'webhooks:write',
      'reports:read',
    ],
  },
  broker: {
    title: 'Broker',
    description: 'Everything in one brokerage, with the agents and the keys of it.',
    permissions: [
      'properties:read',
      'properties:write',
      'properties:delete',
      'leads:read',
      'leads:write',
      'brokerages:read',
      'users:read',
      'users:write',
      'keys:read',
      'keys:write',
      'keys:verify',
      'roles:read',
      'audit:read',
      'audit:export',
      'decisions:read',
      'alerts:read',
      'alerts:write',
      'webhooks:read',
      'webhooks:write',
      'reports:read',
    ],
  },
  agent: {
    title: 'Agent',
    description: "The agent's own listings and leads in one brokerage.",
    permissions: [
      'properties:read',
      'properties:write',
      'leads:read',
      'leads:write',
      'brokerages:read',
      'roles:read',
    ],
  },
} as const satisfies Record<string, RoleGrant>;

export type Role = keyof typeof roles;

/** `resource:action` that some role grants. */
export type Permission = (typeof roles)[Role]['permissions'][number];
