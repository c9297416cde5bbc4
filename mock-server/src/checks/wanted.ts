import { type PermissionExpression, satisfies } from '../access/permission-expression.ts';
import type { Check } from './check.ts';
import type { PermissionFacts } from './permission.ts';
import { type RotationFacts, rotationInTime } from './rotation-in-time.ts';

/** Is this key good for what somebody wants it for, who was shown it? */
export interface WantedFacts extends RotationFacts, Pick<PermissionFacts, 'permissions'> {
  /** What it must be allowed to do; null where that was not said. */
  readonly permission: PermissionExpression | null;
  /** The brokerage that it must reach, likewise. */
  readonly brokerageId: string | null;
  readonly reachesBrokerage: boolean;
}

export const wanted: readonly Check<WantedFacts>[] = [
  rotationInTime,
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
