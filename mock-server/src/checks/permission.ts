import type { Operation } from '@homestar/sdk/internal';
import { formatInstant } from '../time/instant.ts';
import type { Check } from './check.ts';

export interface PermissionFacts {
  readonly operation: Operation;
  readonly role: string;
  /** What the role and the scopes leave. */
  readonly permissions: ReadonlySet<string>;
  /** What becomes of the key when it is not rotated in time. */
  readonly rotationPolicy: string;
  readonly rotationDueAt: number;
  readonly now: number;
}

/** Whether the grant comes from the role and scopes, rather than from what a key may do within its own lineage. */
export function holdsPermission({ operation, permissions }: PermissionFacts): boolean {
  return operation.permission === null || permissions.has(operation.permission);
}

/** Whether the key should have been rotated, and may until then do nothing but that and look at itself. */
export function isHeldToItself({
  rotationPolicy,
  rotationDueAt,
  now,
}: Pick<PermissionFacts, 'rotationPolicy' | 'rotationDueAt' | 'now'>): boolean {
  return rotationPolicy === 'enforce' && rotationDueAt <= now;
}

export const permission: readonly Check<PermissionFacts>[] = [
  {
    name: 'rotation_in_time',
    code: 'key_rotation_overdue',
    fails: (facts) =>
      isHeldToItself(facts) && facts.operation.permission !== null && facts.operation.self === null
        ? { rotationDueAt: formatInstant(facts.rotationDueAt) }
        : undefined,
    detail: ({ rotationDueAt }) => `It should have been rotated by ${formatInstant(rotationDueAt)}.`,
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
