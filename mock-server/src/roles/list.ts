import { type OperationTypes, type Role, roles, type Wire } from '@homestar/sdk/internal';
import type { Result } from '../operations/operation.ts';

export function rolesList(): Result<Wire<OperationTypes['roles.list']['answer']>> {
  return { body };
}

const body = {
  data: Object.entries(roles).map(([role, { title, description, permissions }]) => ({
    role: role as Role,
    title,
    description,
    permissions: [...permissions],
  })),
  nextCursor: null,
};
