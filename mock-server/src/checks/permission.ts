import type { Operation } from '@homestar/sdk/internal';
import type { Check } from './check.ts';
import { type RotationFacts, rotationInTime } from './rotation-in-time.ts';

export interface PermissionFacts extends RotationFacts {
  readonly operation: Operation;
  readonly role: string;
  /** What the role and the scopes leave. */
  readonly permissions: ReadonlySet<string>;
}

/** Whether the grant comes from the role and scopes, rather than from what a key may do within its own lineage. */
export function holdsPermission({ operation, permissions }: PermissionFacts): boolean {
  return operation.permission === null || permissions.has(operation.permission);
}

export const permission: readonly Check<PermissionFacts>[] = [
  {
    ...rotationInTime,
    // A key may do what it may do within its lineage, which is how it gets out of this.
    fails: (facts) =>
      facts.operation.permission === null || facts.operation.self !== null
        ? undefined
        : rotationInTime.fails(facts),
  },
  {
    name: 'permission',
    code: 'permission_denied',
    fails: (facts) =>
      holdsPermission(facts) || facts.operation.self !== null
        ? undefined
        : { needed: facts.operation.permission, role: facts.role, held: [...facts.permissions] },
    detail: ({ operation, role }) =>
      `This needs the permission ${operation.permission}, which this key of role ${role} does not have.`,
  },
];
