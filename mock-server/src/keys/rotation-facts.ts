import type { RotationFacts } from '../checks/rotation-in-time.ts';
import type { KeyAndLineage } from '../store/port.ts';
import type { KeyRules } from './rules.ts';
import { rotationDueAt } from './schedule.ts';

/** Whether a key was rotated in time is judged by these. What its lineage says goes before the rule of the world. */
export function rotationFacts({ key, lineage }: KeyAndLineage, rules: KeyRules, now: number): RotationFacts {
  return {
    rotationPolicy: lineage.rotationPolicy ?? rules.rotation,
    rotationDueAt: rotationDueAt(key),
    now,
  };
}
