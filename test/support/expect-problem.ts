import type { Problem, ProblemCode } from '@homestar/sdk/internal';
import { problems } from '@homestar/sdk/internal';
import { expect } from 'vitest';
import type { Answer } from './send.ts';

/** The answer is this problem and nothing more: no record, no trace of the program, nothing of a key. */
export function expectProblem(
  answer: Answer<unknown>,
  code: ProblemCode,
  pointers?: readonly string[],
): Problem {
  const problem = answer.body as Problem;
  expect({ status: answer.status, code: problem?.code }, answer.text).toEqual({
    status: problems[code].status,
    code,
  });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('request-id')).toBe(problem.requestId);
  if (pointers) expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
  expect(answer.text).not.toMatch(/idx_(?:live|test)_|node:internal|\.ts:\d|\.js:\d|\bat \w+ \(/);
  return problem;
}
