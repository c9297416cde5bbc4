import type { ProblemKind } from '../../src/contract/problem.ts';
import type { Contract } from './contract.ts';

type Problems = Readonly<Record<string, ProblemKind>>;

/** What a schema language cannot say: names that have to exist elsewhere in the contract. Throws at the first fault. */
export function verify({ document, operations }: Contract, problems: Problems): void {
  const roles = document['x-roles'];
  const granted = new Set(Object.values(roles ?? {}).flatMap(({ permissions }) => permissions));
  const policies = document['x-rate-limit-policies'] ?? {};
  for (const { id, source, errors } of operations) {
    const permission = source['x-permission'];
    if (roles && permission === undefined)
      throw new Error(`${id}: x-permission is missing; null if a key is enough`);
    if (permission && !granted.has(permission))
      throw new Error(`${id}: no role grants the permission "${permission}"`);
    if (roles && !source['x-rate-limit']) throw new Error(`${id}: x-rate-limit is missing`);
    for (const policy of source['x-rate-limit']?.policies ?? []) {
      if (!(policy in policies)) throw new Error(`${id}: there is no rate-limit policy "${policy}"`);
    }
    for (const { status, examples } of errors) {
      for (const example of examples) {
        const { code, status: stated } = example as { code: string; status: number };
        known(problems, `${id}, example of ${status}`, code, status);
        if (stated !== status)
          throw new Error(`${id}: the example of ${status} says that its status is ${stated}`);
      }
    }
    for (const { code, status } of citedCodes(source.description ?? '')) {
      known(problems, `${id}, description`, code, status);
    }
  }
}

function known(problems: Problems, place: string, code: string, status: number): void {
  const row = problems[code];
  if (!row) throw new Error(`${place}: problems.yaml has no code "${code}"`);
  if (row.status !== status)
    throw new Error(`${place}: "${code}" is ${row.status} in problems.yaml, not ${status}`);
}

/** Codes that prose names with their status, as in: 409 `last_admin_key`. */
export function citedCodes(prose: string): { code: string; status: number }[] {
  return [...prose.matchAll(/\b([45]\d\d)\s+`([a-z][a-z0-9_]*)`/g)].map(([, status, code]) => ({
    code: code as string,
    status: Number(status),
  }));
}
