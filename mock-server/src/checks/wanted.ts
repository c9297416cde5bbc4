import { type PermissionExpression, satisfies } from '../access/permission-expression.ts';
import { formatInstant } from '../time/instant.ts';
import type { Check } from './check.ts';
import { isHeldToItself, type PermissionFacts } from './permission.ts';

/** Is this key good for what somebody wants it for, who was shown it? */
export interface WantedFacts
  extends Pick<PermissionFacts, 'permissions' | 'rotationPolicy' | 'rotationDueAt' | 'now'> {
  /** What it must be allowed to do; null where that was not said. */
  readonly permission: PermissionExpression | null;
  /** The brokerage that it must reach, likewise. */
  readonly brokerageId: string | null;
  readonly reachesBrokerage: boolean;
}

export const wanted: readonly Check<WantedFacts>[] = [
  {
    name: 'rotation_in_time',
    code: 'key_rotation_overdue',
    fails: (facts) =>
      isHeldToItself(facts) ? { rotationDueAt: formatInstant(facts.rotationDueAt) } : undefined,
  },
  {
    name: 'permission',
    code: 'permission_denied',
    fails: ({ permission, permissions }) =>
      permission === null || satisfies(permissions, permission) ? undefined : { held: [...permissions] },
  },
  {
    name: 'brokerage',
    code: 'permission_denied',
    fails: ({ brokerageId, reachesBrokerage }) =>
      brokerageId === null || reachesBrokerage ? undefined : { brokerageId },
  },
];
