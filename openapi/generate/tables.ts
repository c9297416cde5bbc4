import type { ProblemKind, ProblemText } from '../../src/contract/problem.ts';
import { retryOf } from '../../src/contract/retry.ts';
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

/** Problems the API answers with. Their words are told by the server. */
export function problems({ document }: Contract): string {
  const kinds = map(document, ({ title: _, action: __, ...kind }) => kind);
  return `import type { ProblemKind } from '../contract/problem.ts';

/** Every problem that the API answers with, by its code. */
export const problems = ${literal(kinds)} as const satisfies Record<string, ProblemKind>;

/** The stable name of a problem; an API that is newer than this version may know others. */
export type ProblemCode = keyof typeof problems;
`;
}

/** What a client needs of the problems: those that it would take wrongly by their status. */
export function retryExceptions({ document }: Contract): string {
  const table = Object.entries(document['x-problems'] ?? {}).filter(
    ([, { status, retry }]) => (retry === 'never') !== (retryOf(status) === 'never'),
  );
  const exceptions = table.map(([code, { retry }]) => [code, retry === 'never' ? 'never' : 'always']);
  return `import type { Retry } from '../contract/retry.ts';
import type { ProblemCode } from './problems.ts';

/** Whether to try again after problems whose status alone would mislead. */
export const retryExceptions = ${literal(Object.fromEntries(exceptions))} as const satisfies Partial<Record<ProblemCode, Retry>>;
`;
}

/** The words of the problems, for the server alone. */
export function problemTexts({ document }: Contract): string {
  const texts = map(document, ({ title, action }) => ({ title, action }));
  return `import type { ProblemText } from '../contract/problem.ts';
import type { ProblemCode } from './problems.ts';

/** What each problem is called, and what to do about it. */
export const problemTexts = ${literal(texts)} as const satisfies Record<ProblemCode, ProblemText>;
`;
}

function map<T>(
  document: Contract['document'],
  pick: (problem: ProblemKind & ProblemText) => T,
): Record<string, T> {
  const table = Object.entries(document['x-problems'] ?? {});
  return Object.fromEntries(table.map(([code, problem]) => [code, pick(problem)]));
}
