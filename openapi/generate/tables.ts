import type { Contract } from './contract.ts';
import { literal } from './literal.ts';

/** Roles and what each may do. */
export function roles({ document }: Contract): string {
  return `import type { RoleGrant } from '../contract/role.ts';

/** Every role a key can have. */
export const roles = ${literal(document['x-roles'])} as const satisfies Record<string, RoleGrant>;

export type Role = keyof typeof roles;

/** \`resource:action\` that some role grants. */
export type Permission = (typeof roles)[Role]['permissions'][number];
`;
}

/** Rate-limit policies that operations are charged to. */
export function policies({ document }: Contract): string {
  return `import type { RateLimitPolicy } from '../contract/policy.ts';

/** Every rate-limit policy. */
export const policies = ${literal(document['x-rate-limit-policies'])} as const satisfies Record<string, RateLimitPolicy>;

export type PolicyName = keyof typeof policies;
`;
}

/** Problems the API answers with. */
export function problems({ document }: Contract): string {
  return `import type { ProblemKind } from '../contract/problem.ts';

/** Every problem that the API answers with, by its code. */
export const problems = ${literal(document['x-problems'])} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problems;
`;
}
