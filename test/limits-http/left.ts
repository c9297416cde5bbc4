import type { Answer } from '../support/server.ts';

/** What the answer says is left of an allowance. */
export function left({ headers }: Pick<Answer<unknown>, 'headers'>, policy = 'lineage'): number {
  const state = headers.get('RateLimit')!;
  return Number(new RegExp(`"${policy}";r=(\\d+)`).exec(state)![1]);
}
