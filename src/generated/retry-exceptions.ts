// Made of openapi/ by "npm run generate". Do not edit.

import type { Retry } from '../contract/retry.ts';
import type { ProblemCode } from './problems.ts';

/** Whether to try again after problems whose status alone would mislead. */
export const retryExceptions = { too_many_failures: 'never' } as const satisfies Partial<
  Record<ProblemCode, Retry>
>;
