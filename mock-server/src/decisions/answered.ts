import type { DecidedCheck } from '@homestar/sdk/internal';
import type { Check } from '../checks/check.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { Stage } from '../checks/stage.ts';

export function passed({ stage, name }: { readonly stage: Stage; readonly name: string }): DecidedCheck {
  return { stage, name, result: 'passed' };
}

/** A group's checks with their answers: all up to the one that refused, or all of them. */
export function answered(
  stage: Stage,
  checks: readonly Pick<Check<never>, 'name'>[],
  refusal: Refusal | undefined,
): DecidedCheck[] {
  const names = checks.map(({ name }) => name);
  if (!refusal) return names.map((name) => passed({ stage, name }));
  const { name, saw } = refusal.check;
  const before = names.slice(0, names.indexOf(name));
  return [
    ...before.map((earlier) => passed({ stage, name: earlier })),
    { stage, name, result: 'failed', code: refusal.refused, saw: { ...saw } },
  ];
}
