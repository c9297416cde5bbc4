import { formatInstant } from '../time/instant.ts';
import type { Check } from './check.ts';

export interface RotationFacts {
  /** What becomes of the key when it is not rotated in time. */
  readonly rotationPolicy: string;
  readonly rotationDueAt: number;
  readonly now: number;
}

/** Whether the key should have been rotated, and may until then do nothing but that and look at itself. */
export function isHeldToItself({ rotationPolicy, rotationDueAt, now }: RotationFacts): boolean {
  return rotationPolicy === 'enforce' && rotationDueAt <= now;
}

export const rotationInTime = {
  name: 'rotation_in_time',
  code: 'key_rotation_overdue',
  fails: (facts) =>
    isHeldToItself(facts) ? { rotationDueAt: formatInstant(facts.rotationDueAt) } : undefined,
  detail: ({ rotationDueAt }) => `It should have been rotated by ${formatInstant(rotationDueAt)}.`,
} satisfies Check<RotationFacts>;
